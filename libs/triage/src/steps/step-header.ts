import { COMMAND_CHARS_MAX, HEADER_LINES_MAX } from '../limits.ts'
import type { Line } from './log-step.ts'

const actionReference =
  /^(?:[\w.-]{1,100}\/[\w./-]{1,200}@[\w./-]{1,200}|\.{1,2}\/[\w./-]{0,200}|docker:\/\/\S{1,300})$/

export type StepStart = { name: string; command: string; isShell: boolean }

/**
 * Reads the header that the runner prints before a step: a group titled `Run <first line>`, the
 * echoed script, `shell:`, `env:` or `with:`, and the end of the group.
 * A group that does not have this shape was printed by the job itself and starts no step.
 */
export class StepHeader {
  readonly #title: string
  readonly #held: Line[]
  readonly #script: string[] = []
  readonly #plain: string[] = []
  #isShell = false

  constructor(opening: Line) {
    this.#title = opening.text.slice('##[group]Run '.length).trim()
    this.#held = [opening]
  }

  /** Takes a line that may belong to the header; `no` when this cannot be a header any more. */
  add(line: Line, isEchoedScript: boolean): 'more' | 'no' {
    if (line.text.startsWith('##[') || this.#held.length >= HEADER_LINES_MAX) return 'no'
    this.#held.push(line)
    if (isEchoedScript) this.#script.push(line.text)
    else if (/^shell: \S/.test(line.text)) this.#isShell = true
    else if (!this.#isShell) this.#plain.push(line.text)
    return 'more'
  }

  /** The lines to treat as output after all. */
  lines(): Line[] {
    return this.#held
  }

  /** What the finished group says of the step; null when it is not a step's header. */
  finish(): StepStart | null {
    const name = `Run ${this.#title}`.slice(0, 500)
    if (!this.#isShell) {
      return actionReference.test(this.#title) ? { name, command: '', isShell: false } : null
    }
    const withoutColour = this.#plain.length > 0 ? this.#plain : [this.#title]
    const script = this.#script.length > 0 ? this.#script : withoutColour
    return { name, command: script.join('\n').slice(0, COMMAND_CHARS_MAX), isShell: true }
  }
}
