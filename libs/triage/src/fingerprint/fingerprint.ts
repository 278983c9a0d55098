import { createHash } from 'node:crypto'
import type { Hit, Line } from '../steps/log-step.ts'
import { mask } from './mask.ts'

/** Captures in which a number is part of the cause. */
const literal = new Set(['expected', 'got', 'code', 'rule'])

/**
 * `v3:<hex>`: equal for the same cause in any run, pull request or branch.
 * Of several hits of one rule the smallest key speaks for all, so that neither their order nor
 * their number changes it. Of the rule only its first name counts, so that it may be renamed, moved
 * or given another category. A new way of masking, or of putting this together, is a new version.
 */
export function fingerprintOf(hits: readonly Hit[]): string {
  const keys = hits.map(keyOf).sort()
  const [first] = hits
  if (!first) return digest(['none'])
  return digest([first.rule.was ?? first.rule.fullId, keys[0] ?? ''])
}

/** The fingerprint of a failure that no rule recognised: its masked last lines. */
export function fingerprintOfUnknown(tail: readonly Line[]): string {
  const lines = tail.map((line) => mask(line.text)).filter((line) => line !== '')
  return digest(['unknown', ...lines.slice(-5)])
}

function keyOf(hit: Hit): string {
  const { key } = hit.rule
  const parts = key.flatMap((name) => {
    const value = hit.captures[name]
    if (value === undefined) return []
    return [`${name}=${literal.has(name) ? value : mask(value)}`]
  })
  if (parts.length > 0) return parts.join('|')
  return mask(hit.lines.at(-1)?.text ?? '')
}

function digest(parts: readonly string[]): string {
  return `v3:${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)}`
}
