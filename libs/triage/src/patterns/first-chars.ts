import type { PatternTree } from './pattern-tree.ts'
import { readPattern } from './read-pattern.ts'

/** For each ASCII character, 1 when a text that begins with it may match. */
export type FirstChars = Uint8Array

type Front = { chars: FirstChars; canBeEmpty: boolean }

/**
 * The characters that a line can begin with when an anchored pattern matches it; null for a pattern
 * that may match anywhere, or an empty line. Of characters beyond ASCII nothing is said.
 */
export function firstChars(pattern: string): FirstChars | null {
  const tree = readPattern(pattern)
  if (!tree || !isAnchored(tree)) return null
  const { chars, canBeEmpty } = frontOf(tree)
  return canBeEmpty ? null : chars
}

/** Whether each match begins at the start of the text. */
export function isAnchored(tree: PatternTree): boolean {
  switch (tree.kind) {
    case 'start':
      return true
    case 'sequence': {
      const first = tree.parts.find(({ kind }) => kind !== 'nothing')
      return first !== undefined && isAnchored(first)
    }
    case 'choice':
      return tree.branches.every(isAnchored)
    default:
      return false
  }
}

function frontOf(tree: PatternTree): Front {
  switch (tree.kind) {
    case 'nothing':
    case 'start':
      return { chars: new Uint8Array(128), canBeEmpty: true }
    case 'one':
      return { chars: tree.ascii, canBeEmpty: false }
    case 'sequence':
      return sequence(tree.parts)
    case 'choice':
      return union(tree.branches.map(frontOf))
    case 'repeat': {
      const { chars, canBeEmpty } = frontOf(tree.part)
      return { chars, canBeEmpty: canBeEmpty || tree.min === 0 }
    }
  }
}

function sequence(parts: readonly PatternTree[]): Front {
  const fronts: Front[] = []
  for (const part of parts) {
    const front = frontOf(part)
    fronts.push(front)
    if (!front.canBeEmpty) return { ...union(fronts), canBeEmpty: false }
  }
  return { ...union(fronts), canBeEmpty: true }
}

function union(fronts: readonly Front[]): Front {
  const chars = new Uint8Array(128)
  for (const front of fronts) for (let i = 0; i < 128; i++) chars[i] ||= front.chars[i] ?? 0
  return { chars, canBeEmpty: fronts.some(({ canBeEmpty }) => canBeEmpty) }
}
