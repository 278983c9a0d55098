import { PatchError } from './patch-error.ts'

/** Reads a patch line by line; lines end with LF alone, as they do for git. */
export class PatchLines {
  readonly #lines: readonly string[]
  #at = 0

  /** Throws PatchError for a text whose last line does not end. */
  constructor(text: string) {
    const lines = text.split('\n')
    if (lines.pop() !== '') throw new PatchError(lines.length + 1, 'the last line is not complete')
    this.#lines = lines
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#lines.length
  }

  /** The line to come; undefined at the end. */
  get next(): string | undefined {
    return this.#lines[this.#at]
  }

  take(): string {
    const line = this.#lines[this.#at]
    if (line === undefined) throw this.error('the patch ends in the middle of a file')
    this.#at += 1
    return line
  }

  /** Takes the next line if it has this form; the groups are given back. */
  takeIf(form: RegExp): RegExpExecArray | null {
    const match = this.next === undefined ? null : form.exec(this.next)
    if (match !== null) this.#at += 1
    return match
  }

  /** Blames the line to come. */
  error(why: string): PatchError {
    return new PatchError(this.#at + 1, why)
  }
}
