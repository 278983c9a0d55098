import { printableJson } from './printable.ts'

/** Writes one line to standard output. */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes a value for programs: indented, on standard output, nothing else beside it. */
export function writeJson(value: unknown): void {
  writeLine(printableJson(value, 2))
}

/** True when words may be coloured: a terminal that shows colours, and NO_COLOR is not set. */
export function hasColours(): boolean {
  return process.stdout.isTTY === true && process.stdout.hasColors()
}
