import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * PATH first, then what the project's set-up installed for itself under `.millwright/tools`.
 * Throws when there is neither.
 */
export function findRedisServer(): string {
  const search = 'command -v redis-server || command -v valkey-server'
  const onPath = spawnSync('sh', ['-c', search], { encoding: 'utf8' }).stdout.trim()
  if (onPath !== '') return onPath
  const tools = join(repositoryRoot(dirname(fileURLToPath(import.meta.url))), '.millwright/tools')
  const files = existsSync(tools) ? readdirSync(tools, { recursive: true, encoding: 'utf8' }) : []
  const installed = files.find((path) => /(^|\/)(redis|valkey)-server$/.test(path))
  if (installed === undefined) throw new Error('no redis-server or valkey-server on PATH')
  return join(tools, installed)
}

function repositoryRoot(from: string): string {
  if (existsSync(join(from, 'nx.json')) || dirname(from) === from) return from
  return repositoryRoot(dirname(from))
}
