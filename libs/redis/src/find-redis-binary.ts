import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasVersion } from './version.ts'

/** Valkey first: it is the freely licensed one, and BullMQ runs the same on both. */
const names = ['valkey-server', 'redis-server']
const PROBE_MS_MAX = 5_000

/**
 * The path of a Redis or Valkey server that runs on this machine: from PATH, else from what
 * set-up put under `tools/bin` in the data directory or in the installation. Null without one.
 * `path` stands in for the process' own PATH.
 */
export function findRedisBinary(dataDir?: string, path?: string): string | null {
  const tools = [...(dataDir === undefined ? [] : [join(dataDir, 'tools')]), installedTools]
  const installed = tools.flatMap((folder) => names.map((name) => join(folder, 'bin', name)))
  const found = [...names.map((name) => onPath(name, path)), ...installed]
  const isUsable = (binary: string) => hasVersion(versionOf(binary) ?? '', 6, 2)
  return found.find((binary) => binary !== '' && isUsable(binary)) ?? null
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
function onPath(name: string, path: string | undefined): string {
  const env = path === undefined ? {} : { env: { PATH: path } }
  const search = ['-c', 'command -v "$1"', 'sh', name]
  return (spawnSync('/bin/sh', search, { encoding: 'utf8', ...env }).stdout ?? '').trim()
}
