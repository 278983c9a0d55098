import { CONTEXT_CHARS_MAX } from '../limits.ts'
import type { MatchUse, NextUse, RuleSet } from '../packs/rule-set.ts'
import { type Hit, type Line, lineOf, type Step } from '../steps/log-step.ts'
import type { RecentLines } from '../steps/recent-lines.ts'
import { HalfMatches } from './half-matches.ts'
import type { HitStore } from './hit-store.ts'
import type { MatchWatch } from './match-watch.ts'
import { readCaptures } from './read-captures.ts'
import { startHit } from './start-hit.ts'

/** What hits are made with and put into; `kept` is told of each that counts. */
export type HitParts = {
  store: HitStore
  recent: RecentLines
  roots: readonly string[]
  watch: MatchWatch
  kept: (hit: Hit, line: Line) => void
}

/** Makes hits of the lines that rules match, over several lines where a rule wants them. */
export class RuleHits {
  readonly #parts: HitParts
  /** Hits that still want lines after them. */
  #open: Hit[] = []
  readonly #halves: HalfMatches

  constructor(rules: RuleSet, parts: HitParts) {
    this.#parts = parts
    this.#halves = new HalfMatches(rules, parts.recent, (use, line) => this.#start(use, line))
  }

  /** True when the next line matters, whatever stands on it. */
  get isWaiting(): boolean {
    return this.#open.length > 0 || this.#halves.free.size > 0
  }

  /** Gives a line to the hits that want it as context. */
  pass({ number, text }: Line): void {
    if (this.#open.length === 0) return
    const context = { number, text: text.slice(0, CONTEXT_CHARS_MAX) }
    this.#open = this.#open.filter((hit) => {
      hit.after.push(context)
      return hit.after.length < hit.afterMax
    })
  }

  /** Takes a rule's first line; false when no more hits of the rule are kept in this step. */
  begin(use: MatchUse, line: Line, step: Step): boolean {
    if (this.#parts.store.isFull(step, use.rule)) return false
    const hit = this.#start(use, line)
    if (!hit) return true
    const next = use.rule.followed_by[0]
    if (next && this.#halves.wait(hit, 0, line.number)) {
      const reason = `no line within ${next.within} lines of it matched "followed_by"`
      this.#parts.watch({ rule: use.rule, line, reason })
    } else this.#keep(hit, step)
    return true
  }

  /** Takes a further line of a rule, if the rule waits for it. */
  goOn(use: NextUse, line: Line, step: Step): void {
    const { rule } = use
    const { store, recent, roots } = this.#parts
    if (store.isFull(step, rule)) return
    const hit = this.#halves.take(use, line)
    if (!hit) return
    hit.lines.push(line)
    hit.captures = { ...readCaptures(use.regex, line.text, rule.captures, roots), ...hit.captures }
    if (this.#halves.wait(hit, use.step + 1, line.number)) return
    hit.after = recent.since(lineOf(hit) + 1)
    hit.afterMax = hit.after.length + rule.after
    this.#keep(hit, step)
  }

  /** Tries the further lines that no literal announces. */
  tryFree(line: Line, step: Step): void {
    for (const use of this.#halves.free) {
      const isNext = this.#halves.isWanted(use, line) && use.regex.test(line.text)
      if (isNext) this.goOn(use, line, step)
    }
  }

  #start(use: MatchUse, line: Line): Hit | null {
    const { roots, recent, watch } = this.#parts
    const linesBefore = (number: number, count: number) => recent.before(number, count)
    return startHit(use, line, { roots, linesBefore, watch })
  }

  #keep(hit: Hit, step: Step): void {
    const { rule } = hit
    const [line] = hit.lines
    if (!line) return
    if (this.#parts.store.keep(hit, step)) {
      this.#parts.kept(hit, line)
      if (hit.after.length < hit.afterMax) this.#open.push(hit)
      return
    }
    const reason = `it lacks one of the captures ${rule.require.join(', ')}`
    this.#parts.watch({ rule, line, reason })
  }
}
