/** A YAML mapping as plain data. */
export type Tree = Record<string, unknown>

export type Path = readonly (string | number)[]

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path; undefined when any part of the way is missing. */
export function valueAt(tree: unknown, path: Path): unknown {
  const [key, ...rest] = path
  if (key === undefined) return tree
  if (Array.isArray(tree)) return valueAt(tree[Number(key)], rest)
  return isTree(tree) && Object.hasOwn(tree, key) ? valueAt(tree[key], rest) : undefined
}

/** The same tree with another value at a path; `undefined` takes the key away. */
export function withValueAt(tree: unknown, path: Path, value: unknown): Tree {
  const [key, ...rest] = path
  const base = isTree(tree) ? tree : {}
  if (key === undefined) return base
  const child = rest.length === 0 ? value : withValueAt(base[key], rest, value)
  const others = Object.entries(base).filter(([name]) => name !== key)
  return Object.fromEntries(child === undefined ? others : [...others, [key, child]])
}

/** A YAML key without a value means: as if it were not there. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isTree(value)) return value
  const set = Object.entries(value).filter(([, child]) => child !== null)
  return Object.fromEntries(set.map(([key, child]) => [key, withoutNulls(child)]))
}
