import { createHash } from 'node:crypto'
import type { Partials, PromptSource } from './prompt-source.ts'

/**
 * `sha256:<hex>` over everything that decides how a template renders: its front matter in canonical
 * form, both parts, and each partial they reach. The same files give the same hash on any machine.
 */
export function versionHash(
  source: PromptSource,
  reached: readonly string[],
  partials: Partials,
): string {
  const used = reached.map((name) => [name, partials.get(name)?.text ?? ''])
  return digest({
    front: source.front,
    system: source.system.text,
    user: source.user.text,
    partials: used,
  })
}

/** The hash of any value of JSON, whatever the order of its keys. */
export function digest(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonical(value)).digest('hex')}`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}
