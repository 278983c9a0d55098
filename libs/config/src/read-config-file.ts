import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { ConfigProblem } from './config-error.ts'
import { isTree, type Path, type Tree, withoutNulls } from './tree.ts'

/** The YAML file as it stands, before any rule is applied to it. */
export interface ConfigSource {
  readonly tree: Tree
  /** The file itself; null when there is none. */
  readonly path: string | null
  /** Folder that relative paths in the file start from. */
  readonly folder: string
  /** `file:line:column` of a setting, or of the nearest thing around it; null without a file. */
  where(path: Path): string | null
  readonly problems: readonly ConfigProblem[]
}

const FILE_BYTES_MAX = 1_000_000
const ALIASES_MAX = 100

/** Reads a YAML file; a file that was not asked for by name may be missing. */
export function readConfigFile(path: string, isRequired: boolean, cwd: string): ConfigSource {
  const file = resolve(cwd, path)
  const nothing = { tree: {}, path: null, folder: dirname(file), where: () => null }
  if (!existsSync(file)) {
    const message = `there is no ${file}: correct --config or MILLWRIGHT_CONFIG`
    return { ...nothing, problems: isRequired ? [{ path: '', message }] : [] }
  }
  try {
    if (statSync(file).size > FILE_BYTES_MAX) {
      const message = `${file} is larger than ${FILE_BYTES_MAX} bytes`
      return { ...nothing, problems: [{ path: '', message }] }
    }
    return { ...parse(path, readFileSync(file, 'utf8'), dirname(file)), path: file }
  } catch (error) {
    const message = `${file} cannot be read: ${error instanceof Error ? error.message : error}`
    return { ...nothing, problems: [{ path: '', message }] }
  }
}

function parse(name: string, text: string, folder: string): Omit<ConfigSource, 'path'> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  const where = (path: Path) => at(offsetOf(document, document.contents, path))
  const problems = document.errors.map((error) => ({
    path: '',
    message: error.message.split(' at line ', 1)[0] ?? 'no YAML',
    where: at(error.pos[0]),
  }))
  const value = problems.length > 0 ? {} : document.toJS({ maxAliasCount: ALIASES_MAX })
  if (value !== null && !isTree(value)) {
    problems.push({ path: '', message: 'the file must hold settings, `key: value`', where: at(0) })
  }
  const tree = withoutNulls(value)
  return { tree: isTree(tree) ? tree : {}, folder, where, problems }
}

/** Where a setting begins in the text, or the nearest thing around it that is there. */
function offsetOf(document: Document, node: unknown, path: Path, known = 0): number {
  const [key, ...rest] = path
  if (key === undefined) return known
  const target = isAlias(node) ? node.resolve(document) : node
  if (isMap(target)) {
    const isWanted = (name: unknown) => isScalar(name) && String(name.value) === String(key)
    const pair = target.items.find((item) => isWanted(item.key))
    if (pair === undefined) return known
    const offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined
    return offsetOf(document, pair.value, rest, offset ?? known)
  }
  if (!isSeq(target)) return known
  const item = target.items[Number(key)]
  const offset = isMap(item) || isScalar(item) ? item.range?.[0] : undefined
  return offsetOf(document, item, rest, offset ?? known)
}
