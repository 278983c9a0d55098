import { type LiteralTree, OTHER, plantLiterals } from './literal-tree.ts'

/**
 * The automaton of Aho and Corasick (https://doi.org/10.1145/360825.360855) over byte strings, as
 * one table: the next state of a state and a byte stands at `next[state + classOf[byte]]`.
 * It stands there as its complement, which is negative, when literals end in it: those of
 * `endsOf[next[state + endColumn]]`.
 */
export type LiteralAutomaton = {
  classOf: Uint8Array
  next: Int32Array
  endColumn: number
  endsOf: readonly Int32Array[]
}

export function buildAutomaton(literals: readonly Uint8Array[]): LiteralAutomaton {
  const classOf = new Uint8Array(256)
  let classCount = 1
  for (const literal of literals) {
    for (const byte of literal) if (classOf[byte] === OTHER) classOf[byte] = classCount++
  }
  const { next, endsOf } = fillTable(plantLiterals(literals, classOf), classCount)
  return { classOf, next, endColumn: classCount, endsOf }
}

/** Numbers the nodes from the root outwards, so that a node's suffix has its row before it. */
function fillTable(
  tree: LiteralTree,
  endColumn: number,
): Pick<LiteralAutomaton, 'next' | 'endsOf'> {
  const { count, firstChild, sibling, classAt, endsAt } = tree
  const width = endColumn + 1
  const next = new Int32Array(count * width)
  const endsOf: Int32Array[] = []
  const nodes = new Int32Array(count)
  const suffixes = new Int32Array(count)
  let known = 1
  for (let place = 0; place < count; place++) {
    const [node, state, suffix] = [nodes[place] ?? 0, place * width, suffixes[place] ?? 0]
    const isRoot = place === 0
    if (!isRoot) next.copyWithin(state, suffix, suffix + endColumn)
    for (let child = firstChild[node] ?? -1; child >= 0; child = sibling[child] ?? -1) {
      const byteClass = classAt[child] ?? OTHER
      const own = endsAt.get(child)
      // Where the longest proper suffix goes on; for what begins at the root that is the root.
      const beyond = isRoot ? 0 : (next[suffix + byteClass] ?? 0)
      const further = beyond < 0 ? ~beyond : beyond
      const childState = known * width
      nodes[known] = child
      suffixes[known] = further
      known++
      if (own || beyond < 0) {
        const inherited = beyond < 0 ? endsOf[next[further + endColumn] ?? 0] : undefined
        next[childState + endColumn] = endsOf.length
        endsOf.push(Int32Array.from([...(own ?? []), ...(inherited ?? [])]))
      }
      next[state + byteClass] = own || beyond < 0 ? ~childState : childState
    }
  }
  return { next, endsOf }
}
