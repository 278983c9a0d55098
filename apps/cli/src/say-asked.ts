import { printable } from './printable.ts'
import { writeJson, writeLine } from './write-out.ts'

export interface AskedOptions {
  json?: boolean
}

/** What the description of `--json` says of every action. */
export const ASKED = 'print what was asked for'

/** Ends an action: the answer of the status API for programs, a line for people. */
export function sayAsked(answer: unknown, { json }: AskedOptions, line: string): void {
  if (json === true) writeJson(answer)
  else writeLine(printable(line))
}
