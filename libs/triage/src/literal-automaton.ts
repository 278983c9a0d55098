/** The class of bytes that stand in no literal. */
const OTHER = 0

/**
 * The automaton of Aho and Corasick (https://doi.org/10.1145/360825.360855) over byte strings, as
 * one table: the next state of a state and a byte stands at `next[state + classOf[byte]]`.
 * States from `firstEnd` on end literals: those of `endsOf[next[state + endColumn]]`.
 */
export type LiteralAutomaton = {
  classOf: Uint8Array
  next: Int32Array
  firstEnd: number
  endColumn: number
  endsOf: readonly Int32Array[]
}

/** A node of the tree of all literals. */
type Node = { children: Map<number, Node>; ends: number[]; fail: Node | null; state: number }

export function buildAutomaton(literals: readonly Uint8Array[]): LiteralAutomaton {
  const classOf = new Uint8Array(256)
  let classCount = 1
  for (const literal of literals) {
    for (const byte of literal) if (classOf[byte] === OTHER) classOf[byte] = classCount++
  }
  const root = newNode()
  for (const [id, literal] of literals.entries()) {
    let node = root
    for (const byte of literal) {
      const known = node.children.get(classOf[byte] ?? OTHER)
      const child = known ?? newNode()
      if (!known) node.children.set(classOf[byte] ?? OTHER, child)
      node = child
    }
    node.ends.push(id)
  }
  const nodes = linkFailures(root)
  // States that end a literal come last, so that one comparison tells them.
  const ordered = [
    ...nodes.filter((n) => n.ends.length === 0),
    ...nodes.filter((n) => n.ends.length > 0),
  ]
  const width = classCount + 1
  for (const [index, node] of ordered.entries()) node.state = index * width
  const next = fillTable(nodes, width)
  const firstEnd = ordered.findIndex((node) => node.ends.length > 0)
  const endCount = firstEnd === -1 ? 0 : ordered.length - firstEnd
  for (let end = 0; end < endCount; end++) next[(firstEnd + end) * width + classCount] = end
  return {
    classOf,
    next,
    firstEnd: (ordered.length - endCount) * width,
    endColumn: classCount,
    endsOf: ordered.flatMap(({ ends }) => (ends.length > 0 ? [Int32Array.from(ends)] : [])),
  }
}

function newNode(): Node {
  return { children: new Map(), ends: [], fail: null, state: 0 }
}

/** Sets each node's longest proper suffix in the tree; returns the nodes from the root outwards. */
function linkFailures(root: Node): Node[] {
  const nodes = [root]
  for (const node of nodes) {
    for (const [byteClass, child] of node.children) {
      let fail = node.fail
      while (fail && !fail.children.has(byteClass)) fail = fail.fail
      child.fail = fail?.children.get(byteClass) ?? root
      child.ends.push(...child.fail.ends)
      nodes.push(child)
    }
  }
  return nodes
}

function fillTable(nodes: readonly Node[], width: number): Int32Array {
  const next = new Int32Array(nodes.length * width)
  // A node's suffix is nearer to the root, so its row is complete before it is copied.
  for (const { state, fail, children } of nodes) {
    if (fail) next.copyWithin(state, fail.state, fail.state + width)
    for (const [byteClass, child] of children) next[state + byteClass] = child.state
  }
  return next
}
