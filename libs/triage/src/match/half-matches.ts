import type { CompiledRule, MatchUse, NextUse, RuleSet } from '../packs/rule-set.ts'
import type { Hit, Line } from '../steps/log-step.ts'
import type { RecentLines } from '../steps/recent-lines.ts'

/** A rule of several lines whose first lines were seen. */
type HalfMatch = { hit: Hit; step: number; deadline: number }

/** Makes a hit of a rule's first line; null when it is none after all. */
export type StartHit = (use: MatchUse, line: Line) => Hit | null

/**
 * Keeps rules of several lines while they wait for their next line, one half match for each rule.
 * A first line without literals is not looked for on every line, but looked back for once a second
 * line has come; a further line without literals is tried only while its rule waits.
 */
export class HalfMatches {
  readonly #rules: RuleSet
  readonly #recent: RecentLines
  readonly #start: StartHit
  readonly #waiting = new Map<CompiledRule, HalfMatch>()
  /** Those of them that no literal announces the next line of. */
  readonly #free = new Set<NextUse>()
  /** Where rules that are looked back for began last. */
  readonly #lastStarts = new Map<CompiledRule, number>()

  constructor(rules: RuleSet, recent: RecentLines, start: StartHit) {
    this.#rules = rules
    this.#recent = recent
    this.#start = start
  }

  /** The patterns to try on the next line, whatever stands on it. */
  get free(): ReadonlySet<NextUse> {
    return this.#free
  }

  /** Waits for the line that follows the `step`th line of a rule; false when that was the last. */
  wait(hit: Hit, step: number, line: number): boolean {
    const next = hit.rule.followed_by[step]
    if (!next) return false
    this.#waiting.set(hit.rule, { hit, step, deadline: line + next.within })
    const free = this.#rules.freeNext(hit.rule, step)
    if (free) this.#free.add(free)
    return true
  }

  /** Whether the rule waits for this line; a pattern that nobody waits for is free no longer. */
  isWanted(use: NextUse, line: Line): boolean {
    const half = this.#waiting.get(use.rule)
    const isWanted = half?.step === use.step && line.number <= half.deadline
    if (!isWanted) this.#free.delete(use)
    return isWanted
  }

  /** The hit that this line goes on with; null when none waits for it. */
  take(use: NextUse, line: Line): Hit | null {
    const half = this.#waiting.get(use.rule)
    if (!half) return use.step === 0 ? this.#lookBack(use.rule, line) : null
    if (half.step !== use.step || half.hit.lines.at(-1)?.number === line.number) return null
    this.#waiting.delete(use.rule)
    return line.number > half.deadline ? null : half.hit
  }

  #lookBack(rule: CompiledRule, line: Line): Hit | null {
    const uses = this.#rules.lateMatches(rule)
    const next = rule.followed_by[0]
    if (uses.length === 0 || !next) return null
    const from = Math.max(line.number - next.within, (this.#lastStarts.get(rule) ?? 0) + 1)
    for (const seen of this.#recent.since(from).reverse()) {
      const use = uses.find(({ regex }) => seen.number < line.number && regex.test(seen.text))
      const hit = use && this.#start(use, seen)
      if (!hit) continue
      this.#lastStarts.set(rule, seen.number)
      return hit
    }
    return null
  }
}
