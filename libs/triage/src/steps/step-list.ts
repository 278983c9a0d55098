import { keepStep } from './keep-step.ts'
import { newStep, type Step } from './log-step.ts'
import type { RecentLines } from './recent-lines.ts'

/** The steps of a log so far, at most STEPS_MAX; the last one is the one that is being read. */
export class StepList {
  readonly #steps: Step[] = [newStep('', 1)]
  readonly #recent: RecentLines

  /** `recent` are the lines so far that are output; the caller adds to them. */
  constructor(recent: RecentLines) {
    this.#recent = recent
  }

  get current(): Step {
    const last = this.#steps.at(-1)
    if (!last) throw new Error('a log always has a step')
    return last
  }

  get all(): readonly Step[] {
    return this.#steps
  }

  /** Takes note of a line of the current step. */
  pass(number: number): void {
    const step = this.current
    step.lastLine = number
    if (step.exitCode !== null) step.linesAfterExit++
  }

  /** Ends the current step and starts another one of the same job. */
  start(name: string, line: number): Step {
    this.close()
    const step = { ...newStep(name, line), job: this.current.job }
    keepStep(this.#steps, step)
    return step
  }

  /** Gives the current step its last lines. */
  close(): void {
    this.current.tail = this.#recent.since(this.current.firstLine)
  }
}
