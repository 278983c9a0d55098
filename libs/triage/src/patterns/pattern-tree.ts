import type { AsciiSet } from './ascii-set.ts'

/**
 * What a pattern demands of a line, as far as literals need to know it. `one` is a single character:
 * one of those listed or of their like (see `foldText`), or any when `of` is null; of the ASCII
 * characters it is one of `ascii` at most. `start` is the start of the line, at least.
 */
export type PatternTree =
  | { kind: 'one'; of: readonly string[] | null; ascii: AsciiSet }
  | { kind: 'nothing' }
  | { kind: 'start' }
  | { kind: 'sequence'; parts: readonly PatternTree[] }
  | { kind: 'choice'; branches: readonly PatternTree[] }
  | { kind: 'repeat'; part: PatternTree; min: number; max: number }

/** Reads what follows a position; `i` is left behind what was read. */
export type PatternCursor = { pattern: string; i: number; isFolded: boolean }
