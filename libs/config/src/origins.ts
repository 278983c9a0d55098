import type { Config } from './config.ts'
import { maskSecrets, SECRET_PATHS } from './mask-secrets.ts'
import { isTree, type Path, type Tree, valueAt } from './tree.ts'

/** One value of the configuration and who decided it. */
export interface ConfigOrigin {
  readonly path: string
  /** As JSON; a secret only as set or not set. */
  readonly value: string
  /** `default`, `file:line:column`, or the name of a variable. */
  readonly origin: string
}

interface Memory {
  readonly tree: Tree
  readonly whereOf: (path: Path) => string | undefined
  readonly secretOrigins: ReadonlyMap<string, string>
  readonly warnings: readonly string[]
  /** Absolute; null when there is no file. */
  readonly file: string | null
}

/** Stands for a value that another process reads. */
const NOT_READ = 'set, not read here'

const memories = new WeakMap<Config, Memory>()

/** Called once by `loadConfig`. */
export function rememberOrigins(config: Config, memory: Memory): void {
  memories.set(config, memory)
}

/** What an operator should know about a configuration that works all the same. */
export function configWarnings(config: Config): readonly string[] {
  return memories.get(config)?.warnings ?? []
}

/** The file that a configuration was read from; null when all of it comes from elsewhere. */
export function configPath(config: Config): string | null {
  return memories.get(config)?.file ?? null
}

/** Every value with its origin, in the order of the configuration; secrets are not shown. */
export function configOrigins(config: Config): ConfigOrigin[] {
  const memory = memories.get(config)
  return leavesOf(maskSecrets(config), []).map(({ path, value }) => {
    const name = path.join('.')
    if (SECRET_PATHS.includes(name)) {
      const from = memory?.secretOrigins.get(name)
      const shown = value === null && from !== undefined ? NOT_READ : value
      return { path: name, value: JSON.stringify(shown), origin: from ?? 'default' }
    }
    const origin = originOf(memory, path)
    // Whom to tell is read by the lead alone, with the keys.
    const isElsewhere = name === 'notify' && isEmpty(value) && !isEmpty(memory?.tree.notify ?? [])
    return { path: name, value: JSON.stringify(isElsewhere ? NOT_READ : value), origin }
  })
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function originOf(memory: Memory | undefined, path: Path): string {
  if (memory === undefined || valueAt(memory.tree, path) === undefined) return 'default'
  return memory.whereOf(path) ?? 'default'
}

function leavesOf(value: unknown, path: Path): { path: Path; value: unknown }[] {
  if (!isTree(value) || Object.keys(value).length === 0) return [{ path, value }]
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]))
}
