import { afterScript, afterScriptEnd } from './step-markers.ts'

/** Tells the lines of what GitLab runs after a job's script, whose failure is not the job's. */
export class AfterScript {
  #isOpen = false

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Whether this line, the next of the log, belongs to it. */
  holds(text: string): boolean {
    if (afterScript.test(text)) this.#isOpen = true
    else if (afterScriptEnd.test(text)) this.#isOpen = false
    return this.#isOpen
  }
}
