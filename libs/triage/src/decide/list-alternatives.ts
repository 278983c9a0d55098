import type { Alternative } from '@millwright/protocol'
import { ALTERNATIVES_MAX } from '../limits.ts'
import { type Hit, lineOf } from '../steps/log-step.ts'
import { verdictOf } from '../verdict-of.ts'

/** A hit that lost, with the reason. */
export type Loser = {
  hit: Hit
  reason: string
  /** True when its place in the log speaks against it, and not its rule alone. */
  isMisplaced: boolean
}

/** The close calls of a decision, one for each rule, at most ALTERNATIVES_MAX. */
export function listAlternatives(losers: readonly Loser[]): Alternative[] {
  const seen = new Set<string>()
  const alternatives: Alternative[] = []
  for (const { hit, reason } of losers) {
    const { rule } = hit
    if (seen.has(rule.fullId)) continue
    seen.add(rule.fullId)
    alternatives.push({
      rule: rule.fullId,
      category: rule.category,
      verdict: rule.verdict ?? verdictOf(rule.category),
      line: lineOf(hit),
      reason: reason.slice(0, 200),
    })
    if (alternatives.length === ALTERNATIVES_MAX) break
  }
  return alternatives
}
