import type { CollectUse, PatternUse, RuleSet } from '../packs/rule-set.ts'
import type { Line, Step } from '../steps/log-step.ts'
import type { RecentLines } from '../steps/recent-lines.ts'
import { HitStore } from './hit-store.ts'
import { LateCollects } from './late-collects.ts'
import { lookAtTail } from './look-at-tail.ts'
import type { MatchWatch } from './match-watch.ts'
import { MutedPatterns } from './muted-patterns.ts'
import { readCaptures } from './read-captures.ts'
import { RuleHits } from './rule-hits.ts'

const collectTypes = { file: 'path', source: 'path', line: 'number', test: 'test' } as const

/** Runs the rules over the lines of a log as they come, and keeps a bounded number of hits. */
export class LineMatcher {
  readonly #rules: RuleSet
  readonly #roots: readonly string[]
  readonly #watch: MatchWatch
  readonly #store = new HitStore()
  readonly #hits: RuleHits
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
    this.#roots = roots
    this.#watch = watch
    this.#late = new LateCollects(rules, recent, (use, line) => this.#collect(use, line))
    this.#hits = new RuleHits(rules, {
      ...{ store: this.#store, recent, roots, watch },
      kept: ({ rule }, line) => this.#late.arm(rule.pack, line.number),
    })
  }

  /** True when the next line has to be looked at, whatever stands on it. */
  get isWaiting(): boolean {
    return this.#hits.isWaiting || this.#late.isWaiting || this.#rules.freePatterns.length > 0
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
    this.#hits.pass(line)
    if (!step) return
    this.#enter(step)
    const uses = candidates
      ? this.#rules.confirm(candidates, line.text)
      : this.#rules.find(line.text)
    for (const use of uses) this.#use(use, line, step)
    this.#hits.tryFree(line, step)
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
        if (!this.#hits.begin(use, line, step)) this.#muted.add(use.index)
        return
      case 'next':
        this.#hits.goOn(use, line, step)
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
}
