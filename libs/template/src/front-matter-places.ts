import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml'
import type { Place } from './template-error.ts'

export type Path = readonly PropertyKey[]

/** Where the values and the keys of a front matter stand in the file. */
export type FrontMatterPlaces = {
  /** The deepest part of the path that the file really has. */
  value(path: Path): Place
  /** The key at the end of the path; the value's place when there is no such key. */
  key(path: Path): Place
}

/** `shift` is the number of lines before the front matter. */
export function frontMatterPlaces(
  document: Document,
  { file, lines, shift }: { file: string; lines: LineCounter; shift: number },
): FrontMatterPlaces {
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: line + shift, column: col }
  }
  const value = (path: Path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return at(0)
  }
  return {
    value,
    key(path) {
      const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
      const name = path.at(-1)
      const pair = isMap(map)
        ? map.items.find(({ key }) => isScalar(key) && String(key.value) === name)
        : undefined
      const key = pair && isScalar(pair.key) ? pair.key.range : undefined
      return key ? at(key[0]) : value(path)
    },
  }
}
