import type { CollectUse, CompiledPack, RuleSet } from '../packs/rule-set.ts'
import type { Line } from '../steps/log-step.ts'
import type { RecentLines } from '../steps/recent-lines.ts'

/** Takes a line that a pack's `collect` pattern matches. */
export type Collect = (use: CollectUse, line: Line) => void

/**
 * Tries those `collect` patterns that have no literal to speak of: not on every line of every log,
 * but around the hits of their pack, which are all they can add to. They see the lines kept before
 * a hit, and all lines after it in its step.
 */
export class LateCollects {
  readonly #rules: RuleSet
  readonly #recent: RecentLines
  readonly #collect: Collect
  /** Packs with a hit, and the last line that was tried with their patterns. */
  readonly #armed = new Map<CompiledPack, number>()

  constructor(rules: RuleSet, recent: RecentLines, collect: Collect) {
    this.#rules = rules
    this.#recent = recent
    this.#collect = collect
  }

  get isWaiting(): boolean {
    return this.#armed.size > 0
  }

  /** Forgets all packs: another step has begun. */
  reset(): void {
    this.#armed.clear()
  }

  /** Looks through the lines before a hit of this pack, and from now on at each line. */
  arm(pack: CompiledPack, before: number): void {
    if (this.#rules.lateCollects(pack).length === 0) return
    const from = this.#armed.get(pack) ?? 0
    for (const line of this.#recent.since(from + 1)) {
      if (line.number < before) this.#try(pack, line)
    }
    this.#armed.set(pack, before - 1)
  }

  look(line: Line): void {
    for (const pack of this.#armed.keys()) {
      this.#try(pack, line)
      this.#armed.set(pack, line.number)
    }
  }

  #try(pack: CompiledPack, line: Line): void {
    for (const use of this.#rules.lateCollects(pack)) {
      if (use.regex.test(line.text)) this.#collect(use, line)
    }
  }
}
