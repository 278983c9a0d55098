import {
  COLLECTED_MAX,
  CONTEXT_CHARS_MAX,
  FIRST_HITS_MAX,
  HITS_MAX,
  ISSUE_LINES_MAX,
  LAST_HITS_MAX,
} from '../limits.ts'
import type { CompiledRule } from '../packs/rule-set.ts'
import type { Collected, Hit, Line, Step } from '../steps/log-step.ts'

/** Keeps the hits of a log within their limits: for each rule and step, and altogether. */
export class HitStore {
  #count = 0

  /** True when another hit of this rule would not be kept: its first ones tell the cause. */
  isFull(step: Step, rule: CompiledRule): boolean {
    const kept = step.hits.get(rule.fullId)
    return rule.pick === 'first' && kept !== undefined && kept.first.length >= FIRST_HITS_MAX
  }

  /** Keeps a hit in its step; false when the rule needs a capture that the hit has not. */
  keep(hit: Hit, step: Step): boolean {
    if (hit.rule.require.some((name) => hit.captures[name] === undefined)) return false
    const kept = step.hits.get(hit.rule.fullId) ?? { first: [], last: [] }
    step.hits.set(hit.rule.fullId, kept)
    this.#count++
    if (kept.first.length < FIRST_HITS_MAX) {
      kept.first.push(hit)
      return true
    }
    kept.last.push(hit)
    if (kept.last.length > LAST_HITS_MAX) {
      kept.last.shift()
      this.#count--
    }
    return true
  }

  /** True when another `collect` line of this pack would not be kept. */
  hasCollected(pack: string, step: Step): boolean {
    return (step.collected.get(pack)?.length ?? 0) >= COLLECTED_MAX
  }

  /** Adds what a pack's `collect` line names, unless the step has enough of it. */
  collect(pack: string, step: Step, read: () => Collected): void {
    const collected = step.collected.get(pack) ?? []
    if (collected.length >= COLLECTED_MAX) return
    collected.push(read())
    step.collected.set(pack, collected)
  }

  /** Remembers that a line of this step belongs to a known issue. */
  mark(issue: string, step: Step, { number, text }: Line): void {
    const lines = step.issues.get(issue) ?? []
    if (lines.length >= ISSUE_LINES_MAX) return
    step.issues.set(issue, [...lines, { number, text: text.slice(0, CONTEXT_CHARS_MAX) }])
  }

  /** Forgets the hits of the oldest steps while there are too many altogether. */
  limit(steps: readonly Step[]): void {
    if (this.#count <= HITS_MAX) return
    const oldest = steps.find((step) => step.hits.size > 0 && step !== steps.at(-1))
    if (!oldest) return
    for (const { first, last } of oldest.hits.values()) this.#count -= first.length + last.length
    oldest.hits.clear()
  }
}
