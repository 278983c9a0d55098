import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Valkey first: it is the freely licensed one, and BullMQ runs the same on both. */
const names = ['valkey-server', 'redis-server']
const PROBE_MS_MAX = 5_000
const FILES_MAX = 20_000

/**
 * The path of a Redis or Valkey server that runs on this machine: from PATH, else from what
 * set-up installed under `tools/` in the data directory or in the installation. Null without one.
 */
export function findRedisBinary(dataDir?: string): string | null {
  const tools = [...(dataDir === undefined ? [] : [join(dataDir, 'tools')]), installedTools]
  const found = [...names.map(onPath), ...tools.flatMap(inFolder)]
  return found.find((path) => path !== '' && versionOf(path) !== null) ?? null
}

/** The version that a server binary reports, or null when it does not run here. */
export function versionOf(binary: string): string | null {
  const { stdout } = spawnSync(binary, ['--version'], {
    encoding: 'utf8',
    timeout: PROBE_MS_MAX,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return /\bv=(\d+\.\d+[.\d]*)/.exec(stdout ?? '')?.[1] ?? null
}

const installedTools = fileURLToPath(new URL('../../../.millwright/tools', import.meta.url))

/** The shell knows PATH; only libs/config may read the environment. */
function onPath(name: string): string {
  const search = ['-c', 'command -v "$1"', 'sh', name]
  return (spawnSync('/bin/sh', search, { encoding: 'utf8' }).stdout ?? '').trim()
}

function inFolder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .slice(0, FILES_MAX)
    .filter((path) => names.some((name) => path === name || path.endsWith(`/${name}`)))
    .map((path) => join(folder, path))
}
