import { asciiAll } from './ascii-set.ts'
import type { PatternTree } from './pattern-tree.ts'

/** Repeats of a part that are spelled out in a literal. */
const REPEATS_MAX = 8
const anything: PatternTree = { kind: 'one', of: null, ascii: asciiAll }

/** The parts of a sequence, those of groups in it among them, so that literals reach across. */
export function flatParts(tree: PatternTree): PatternTree[] {
  if (tree.kind === 'sequence') return tree.parts.flatMap(flatParts)
  if (tree.kind !== 'repeat' || tree.min === 0) return [tree]
  const { part, min, max } = tree
  const least = Array.from({ length: Math.min(min, REPEATS_MAX) }, () => flatParts(part)).flat()
  // What is repeated joins what stands before it, and what stands behind it.
  return min === max && min <= REPEATS_MAX ? least : [...least, anything, ...least]
}
