import { flatParts } from './flat-parts.ts'
import { foldText } from './fold-text.ts'
import { ENOUGH_BYTES, type LiteralSet, lengthOf, worthOf } from './literal-worth.ts'
import type { PatternTree } from './pattern-tree.ts'
import { readPattern } from './read-pattern.ts'

/** A shorter literal, in bytes, stands on too many lines to rule anything out. */
const LITERAL_BYTES_MIN = 2
/** Literals of one set, and their characters; the rest of a longer one rules out little more. */
const SET_SIZE_MAX = 64
const LITERAL_CHARS_MAX = 24
/** Sets that are looked for, of all that a pattern demands; one is enough when it is this long. */
const SETS_MAX = 2

/** What a tree demands: exactly one of `exact`, or, when that is null, one of each of `sets`. */
type Demand = { exact: LiteralSet | null; sets: readonly LiteralSet[] }

/** What a further set must be worth: one that stands on every other line only costs time. */
const SECOND_WORTH_MIN = 1
const free: Demand = { exact: null, sets: [] }

/**
 * The sets of literals that every text holds which the pattern matches: one of each set.
 * Empty when nothing can be said; then the pattern has to be tried on every line.
 */
export function requiredLiterals(pattern: string): readonly LiteralSet[] {
  const tree = readPattern(pattern)
  if (!tree) return []
  const sets = setsOf(demandOf(tree)).map(shortest)
  const [best, ...rest] = sets.sort((a, b) => worthOf(b) - worthOf(a))
  if (!best) return []
  if (lengthOf(best) >= ENOUGH_BYTES) return [best]
  const useful = rest.filter((set) => worthOf(set) >= SECOND_WORTH_MIN)
  return [best, ...useful.slice(0, SETS_MAX - 1)]
}

/** The set without literals that hold another one of it: finding that one is enough. */
function shortest(set: LiteralSet): LiteralSet {
  return set.filter((text) => !set.some((other) => other !== text && text.includes(other)))
}

function demandOf(tree: PatternTree): Demand {
  switch (tree.kind) {
    case 'nothing':
    case 'start':
      return { exact: [''], sets: [] }
    case 'one':
      return tree.of?.every(isFindable) ? exactly(tree.of.map(foldText)) : free
    case 'sequence':
      return sequence(tree.parts.flatMap(flatParts).map(demandOf))
    case 'choice':
      return choice(tree.branches.map(demandOf))
    case 'repeat': {
      const { exact } = demandOf(tree.part)
      return tree.min === 0 && tree.max === 1 && exact ? exactly(['', ...exact]) : free
    }
  }
}

/** What stands for bytes that are not UTF-8 cannot be found in the bytes. */
function isFindable(char: string): boolean {
  return !/[\uFFFD\p{Cs}]/u.test(char)
}

function exactly(texts: LiteralSet): Demand {
  const unique = [...new Set(texts)]
  const isSmall =
    unique.length <= SET_SIZE_MAX && unique.every((t) => t.length <= LITERAL_CHARS_MAX)
  return isSmall
    ? { exact: unique, sets: [] }
    : { exact: null, sets: setsOf({ exact: unique, sets: [] }) }
}

function sequence(parts: readonly Demand[]): Demand {
  const sets: LiteralSet[] = []
  let run: LiteralSet = ['']
  let isExact = true
  for (const { exact, sets: inner } of parts) {
    const plain = run.length === 1 && exact?.length === 1 ? `${run[0]}${exact[0]}` : null
    // Most patterns are one character after another.
    if (plain !== null && plain.length <= LITERAL_CHARS_MAX) {
      run = [plain]
      continue
    }
    const joined = exact && exactly(run.flatMap((left) => exact.map((right) => left + right)))
    if (joined?.exact) {
      run = joined.exact
      continue
    }
    isExact = false
    sets.push(...setsOf({ exact: run, sets: [] }), ...inner)
    run = exact ?? ['']
  }
  if (isExact) return { exact: run, sets: [] }
  return { exact: null, sets: [...sets, ...setsOf({ exact: run, sets: [] })] }
}

function choice(branches: readonly Demand[]): Demand {
  const exacts = branches.map(({ exact }) => exact)
  if (exacts.every((exact) => exact !== null)) return exactly(exacts.flat())
  const best = branches.map((b) => setsOf(b).toSorted((x, y) => worthOf(y) - worthOf(x))[0])
  if (!best.every((set) => set !== undefined)) return free
  const union = [...new Set(best.flat())]
  return { exact: null, sets: union.length <= SET_SIZE_MAX ? [union] : [] }
}

function setsOf({ exact, sets }: Demand): readonly LiteralSet[] {
  if (exact === null) return sets
  return lengthOf(exact) >= LITERAL_BYTES_MIN ? [exact] : []
}
