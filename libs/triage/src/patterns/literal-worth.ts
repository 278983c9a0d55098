/** Literals of which a text that matches holds at least one, all folded with `foldText`. */
export type LiteralSet = readonly string[]

/** A set of literals this long is enough to look for. */
export const ENOUGH_BYTES = 10
/** What a literal must be worth to be looked for on every line. */
const STRONG_WORTH_MIN = 0.9

/** Whether these sets rule out few lines: they hold little but spaces, digits and signs. */
export function areWeak(sets: readonly LiteralSet[]): boolean {
  return !sets.some((set) => worthOf(set) >= STRONG_WORTH_MIN)
}

/** Long literals, and few of them, rule most lines out; spaces and digits stand everywhere. */
export function worthOf(set: LiteralSet): number {
  return Math.min(...set.map(weightOf), ENOUGH_BYTES) - set.length / 100
}

function weightOf(text: string): number {
  const common = text.replace(/[^ \t0]/g, '').length
  const signs = text.replace(/[^!-/:-@[-`{-~]/g, '').length
  return common / 4 + signs / 2 + (text.length - common - signs)
}

/** The bytes of the shortest literal. */
export function lengthOf(set: LiteralSet): number {
  return Math.min(...set.map((text) => Buffer.byteLength(text)))
}
