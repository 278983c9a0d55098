import { HalfMatches } from './half-matches.ts'
import { HitStore } from './hit-store.ts'
import { LateCollects } from './late-collects.ts'
import { CONTEXT_CHARS_MAX } from './limits.ts'
import { type Hit, type Line, lineOf, type Step } from './log-step.ts'
import { lookAtTail } from './look-at-tail.ts'
import { MutedPatterns } from './muted-patterns.ts'
import { readCaptures } from './read-captures.ts'
import type { RecentLines } from './recent-lines.ts'
import type {
  CollectUse,
  CompiledRule,
  MatchUse,
  NextUse,
  PatternUse,
  RuleSet,
} from './rule-set.ts'
import { startHit } from './start-hit.ts'

const collectTypes = { file: 'path', source: 'path', line: 'number', test: 'test' } as const

/** A line that a rule's pattern matched and that is no hit all the same. */
export type NearMiss = { rule: CompiledRule; line: Line; reason: string }
export type MatchWatch = (miss: NearMiss) => void

/** Runs the rules over the lines of a log as they come, and keeps a bounded number of hits. */
export class LineMatcher {
  readonly #rules: RuleSet
  readonly #roots: readonly string[]
  readonly #watch: MatchWatch
  readonly #store = new HitStore()
  readonly #recent: RecentLines
  /** Hits that still want lines after them. */
  #open: Hit[] = []
  readonly #halves: HalfMatches
  readonly #late: LateCollects
  readonly #muted = new MutedPatterns()
  /** The step that is being read. */
  #step: Step | undefined

  /**
   * `recent` are the lines before the one that is looked at; the caller adds to them.
   * `watch` is told of matches that came to nothing.
   */
  constructor(
    rules: RuleSet,
    roots: readonly string[],
    recent: RecentLines,
    watch: MatchWatch = () => {},
  ) {
    this.#rules = rules
    this.#watch = watch
    this.#roots = roots
    this.#recent = recent
    this.#halves = new HalfMatches(rules, recent, (use, line) => this.#start(use, line))
    this.#late = new LateCollects(rules, recent, (use, line) => this.#collect(use, line))
  }

  /** True when the next line has to be looked at, whatever stands on it. */
  get isWaiting(): boolean {
    const isWanted = this.#open.length > 0 || this.#halves.free.size > 0 || this.#late.isWaiting
    return isWanted || this.#rules.freePatterns.length > 0
  }

  /** Those of a line's candidates that can still add something to this step. */
  wanted(candidates: readonly number[], step: Step): readonly number[] {
    if (candidates.length > 0) this.#enter(step)
    return this.#muted.without(candidates)
  }

  /**
   * Looks at one line of output; `steps` are all steps so far, the line is in the last one.
   * `candidates` are the patterns that it may match; without them its own literals tell.
   */
  look(line: Line, steps: readonly Step[], candidates: readonly number[] | null): void {
    const step = steps.at(-1)
    const context = { number: line.number, text: line.text.slice(0, CONTEXT_CHARS_MAX) }
    if (this.#open.length > 0) {
      this.#open = this.#open.filter((hit) => {
        hit.after.push(context)
        return hit.after.length < hit.afterMax
      })
    }
    if (!step) return
    this.#enter(step)
    const uses = candidates
      ? this.#rules.confirm(candidates, line.text)
      : this.#rules.find(line.text)
    for (const use of uses) this.#use(use, line, step)
    for (const use of this.#halves.free) {
      const isNext = this.#halves.isWanted(use, line) && use.regex.test(line.text)
      if (isNext) this.#continue(use, line, step)
    }
    this.#late.look(line)
    if (uses.length > 0) this.#store.limit(steps)
  }

  /** Looks at the last lines of all steps; they are only known once the log has ended. */
  end(steps: readonly Step[]): void {
    const parts = { store: this.#store, roots: this.#roots, watch: this.#watch }
    for (const step of steps) lookAtTail(step, this.#rules.tailUses, parts)
    this.#store.limit(steps)
  }

  #enter(step: Step): void {
    if (step === this.#step) return
    this.#step = step
    this.#late.reset()
    this.#muted.reset()
  }

  #use(use: PatternUse, line: Line, step: Step): void {
    switch (use.kind) {
      case 'match':
        this.#begin(use, line, step)
        return
      case 'next':
        this.#continue(use, line, step)
        return
      case 'collect':
        this.#collect(use, line)
        return
      case 'issue':
        if (use.issue.excludes.some((exclude) => exclude.test(line.text))) return
        this.#store.mark(use.issue.fullId, step, line)
    }
  }

  #collect({ index, pack, regex }: CollectUse, line: Line): void {
    if (this.#step && this.#store.hasCollected(pack.name, this.#step)) this.#muted.add(index)
    if (pack.collectExcludes.some((exclude) => exclude.test(line.text)) || !this.#step) return
    this.#store.collect(pack.name, this.#step, () => ({
      line,
      captures: readCaptures(regex, line.text, collectTypes, this.#roots),
    }))
  }

  #begin(use: MatchUse, line: Line, step: Step): void {
    if (this.#store.isFull(step, use.rule)) {
      this.#muted.add(use.index)
      return
    }
    const hit = this.#start(use, line)
    if (!hit) return
    const next = use.rule.followed_by[0]
    if (!next || !this.#halves.wait(hit, 0, line.number)) {
      this.#keep(hit, step)
      return
    }
    const reason = `no line within ${next.within} lines of it matched "followed_by"`
    this.#watch({ rule: use.rule, line, reason })
  }

  #start(use: MatchUse, line: Line): Hit | null {
    return startHit(use, line, {
      roots: this.#roots,
      linesBefore: (number, count) => this.#recent.before(number, count),
      watch: this.#watch,
    })
  }

  #continue(use: NextUse, line: Line, step: Step): void {
    const { rule } = use
    if (this.#store.isFull(step, rule)) return
    const hit = this.#halves.take(use, line)
    if (!hit) return
    hit.lines.push(line)
    hit.captures = {
      ...readCaptures(use.regex, line.text, rule.captures, this.#roots),
      ...hit.captures,
    }
    if (this.#halves.wait(hit, use.step + 1, line.number)) return
    hit.after = this.#recent.since(lineOf(hit) + 1)
    hit.afterMax = hit.after.length + rule.after
    this.#keep(hit, step)
  }

  #keep(hit: Hit, step: Step): void {
    const { rule } = hit
    const [line] = hit.lines
    const isKept = this.#store.keep(hit, step)
    if (isKept && line) this.#late.arm(rule.pack, line.number)
    if (isKept && hit.after.length < hit.afterMax) this.#open.push(hit)
    if (isKept || !line) return
    this.#watch({ rule, line, reason: `it lacks one of the captures ${rule.require.join(', ')}` })
  }
}
