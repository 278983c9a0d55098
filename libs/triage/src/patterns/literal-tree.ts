/** The class of bytes that stand in no literal. */
export const OTHER = 0
const ROOT = 0
const NONE = -1

/**
 * The tree of many byte strings, in typed arrays: an object for each of its nodes took most of the
 * time that a command line needs to be ready. Node 0 is the root; -1 stands for no node.
 */
export type LiteralTree = {
  count: number
  firstChild: Int32Array
  sibling: Int32Array
  /** The class of the byte that leads to a node. */
  classAt: Uint8Array
  /** The literals that end at a node. */
  endsAt: ReadonlyMap<number, readonly number[]>
}

/** Plants literals; `classOf` gives each byte that stands in one a class of its own. */
export function plantLiterals(literals: readonly Uint8Array[], classOf: Uint8Array): LiteralTree {
  const size = literals.reduce((sum, { length }) => sum + length, 1)
  const firstChild = new Int32Array(size).fill(NONE)
  const sibling = new Int32Array(size).fill(NONE)
  const classAt = new Uint8Array(size)
  const endsAt = new Map<number, number[]>()
  let count = 1
  for (const [id, literal] of literals.entries()) {
    let node = ROOT
    for (const byte of literal) {
      const wanted = classOf[byte] ?? OTHER
      let child = firstChild[node] ?? NONE
      while (child !== NONE && classAt[child] !== wanted) child = sibling[child] ?? NONE
      if (child === NONE) {
        child = count++
        classAt[child] = wanted
        sibling[child] = firstChild[node] ?? NONE
        firstChild[node] = child
      }
      node = child
    }
    const ends = endsAt.get(node)
    if (ends) ends.push(id)
    else endsAt.set(node, [id])
  }
  return { count, firstChild, sibling, classAt, endsAt }
}
