import { HitStore } from './hit-store.ts'
import { CONTEXT_CHARS_MAX, CONTEXT_LINES_MAX } from './limits.ts'
import { type Hit, type Line, lineOf, type Step } from './log-step.ts'
import { readCaptures } from './read-captures.ts'
import type { PatternUse, RuleSet } from './rule-set.ts'

const collectTypes = { file: 'path', source: 'path', line: 'number', test: 'test' } as const

/** Runs the rules over the lines of a log as they come, and keeps a bounded number of hits. */
export class LineMatcher {
  readonly #rules: RuleSet
  readonly #roots: readonly string[]
  readonly #store = new HitStore()
  /** The last lines before this one. */
  readonly #recent: Line[] = []
  /** Hits that still want lines after them. */
  #open: Hit[] = []
  /** Rules of several lines that are half matched, one for each rule. */
  readonly #pending = new Map<string, { hit: Hit; step: number; deadline: number }>()

  constructor(rules: RuleSet, roots: readonly string[]) {
    this.#rules = rules
    this.#roots = roots
  }

  /** Looks at one line of output; `steps` are all steps so far, the line is in the last one. */
  look(line: Line, steps: readonly Step[]): void {
    const step = steps.at(-1)
    const context = { number: line.number, text: line.text.slice(0, CONTEXT_CHARS_MAX) }
    this.#open = this.#open.filter((hit) => {
      hit.after.push(context)
      return hit.after.length < hit.afterMax
    })
    if (step) for (const use of this.#rules.find(line.text)) this.#use(use, line, step)
    this.#recent.push(context)
    if (this.#recent.length > CONTEXT_LINES_MAX) this.#recent.shift()
    this.#store.limit(steps)
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
        if (use.pack.collectExcludes.some((exclude) => exclude.test(line.text))) return
        this.#store.collect(use.pack.name, step, () => ({
          line,
          captures: readCaptures(use.regex, line.text, collectTypes, this.#roots),
        }))
        return
      case 'issue':
        if (use.issue.excludes.some((exclude) => exclude.test(line.text))) return
        this.#store.mark(use.issue.fullId, step, line)
    }
  }

  #begin(use: PatternUse & { kind: 'match' }, line: Line, step: Step): void {
    const { rule } = use
    if (this.#store.isFull(step, rule)) return
    if (rule.excludes.some((exclude) => exclude.test(line.text))) return
    const captures = readCaptures(use.regex, line.text, rule.captures, this.#roots)
    const before = rule.before === 0 ? [] : this.#recent.slice(-rule.before)
    const hit = { rule, lines: [line], captures, before, after: [], afterMax: rule.after }
    const next = rule.followed_by[0]
    if (!next) {
      this.#keep(hit, step)
      return
    }
    this.#pending.set(rule.fullId, { hit, step: 0, deadline: line.number + next.within })
  }

  #continue(use: PatternUse & { kind: 'next' }, line: Line, step: Step): void {
    const { rule } = use
    const pending = this.#pending.get(rule.fullId)
    if (pending?.step !== use.step || pending.hit.lines.at(-1)?.number === line.number) return
    this.#pending.delete(rule.fullId)
    if (line.number > pending.deadline) return
    const { hit } = pending
    hit.lines.push(line)
    hit.captures = {
      ...readCaptures(use.regex, line.text, rule.captures, this.#roots),
      ...hit.captures,
    }
    const next = rule.followed_by[use.step + 1]
    if (next) {
      const deadline = line.number + next.within
      this.#pending.set(rule.fullId, { hit, step: use.step + 1, deadline })
      return
    }
    hit.after = this.#recent.filter((seen) => seen.number > lineOf(hit))
    hit.afterMax = hit.after.length + rule.after
    this.#keep(hit, step)
  }

  #keep(hit: Hit, step: Step): void {
    if (this.#store.keep(hit, step) && hit.after.length < hit.afterMax) this.#open.push(hit)
  }
}
