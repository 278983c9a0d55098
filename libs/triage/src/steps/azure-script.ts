import { COMMAND_CHARS_MAX } from '../limits.ts'
import type { Step } from './log-step.ts'

/** What the script tasks of an Azure Pipelines agent print around the script they run. */
const start = /^Script contents:(?: shell)?$/
const end = /^={5,80} Starting Command Output ={5,80}$/

/** Takes the script of a step out of what an Azure Pipelines agent prints before it. */
export class AzureScript {
  #isOpen = false

  /** True while the next line belongs to a script, so that each line matters. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Adds the line to the step's command when it belongs to its script. */
  read(text: string, step: Step): void {
    if (start.test(text)) this.#isOpen = true
    else if (end.test(text) || step.command.length >= COMMAND_CHARS_MAX) this.#isOpen = false
    else if (this.#isOpen) {
      step.command = `${step.command}${step.command ? '\n' : ''}${text}`.slice(0, COMMAND_CHARS_MAX)
      step.isShell = true
    }
  }

  /** Forgets a script that did not end: another step has begun. */
  reset(): void {
    this.#isOpen = false
  }
}
