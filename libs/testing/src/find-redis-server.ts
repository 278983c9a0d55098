import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const installed = fileURLToPath(new URL('../../../.millwright/tools/bin', import.meta.url))

/**
 * PATH first, then what the project's set-up installed for itself under `.millwright/tools`.
 * Throws when there is neither.
 */
export function findRedisServer(): string {
  const search = 'command -v redis-server || command -v valkey-server'
  const onPath = spawnSync('sh', ['-c', search], { encoding: 'utf8' }).stdout.trim()
  if (onPath !== '') return onPath
  const own = ['valkey-server', 'redis-server'].map((name) => join(installed, name))
  const found = own.find((path) => existsSync(path))
  if (found === undefined) throw new Error('no redis-server or valkey-server on PATH')
  return found
}
