import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerAcl } from '../worker-acl.ts'
import { type ServerState, writePrivateFile } from './server-state.ts'

/** Tasks, reports and decisions of a busy month stay far below this. */
export const MEMORY_BYTES_MAX = 512 * 1024 * 1024
const CLIENTS_MAX = 1_000

/** Writes `redis.conf` for a server that loses nothing it has confirmed. */
export function writeServerConfig(dir: string, port: number): void {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    'protected-mode yes',
    'daemonize no',
    `dir ${quoted(dir)}`,
    `aclfile ${quoted(aclFile(dir))}`,
    'appendonly yes',
    'appendfsync always',
    'aof-use-rdb-preamble yes',
    'auto-aof-rewrite-min-size 16mb',
    'save 3600 1',
    'stop-writes-on-bgsave-error no',
    `maxmemory ${MEMORY_BYTES_MAX}`,
    'maxmemory-policy noeviction',
    `maxclients ${CLIENTS_MAX}`,
  ]
  writePrivateFile(join(dir, 'redis.conf'), `${lines.join('\n')}\n`)
}

/**
 * Writes the users: `default` for lead and status, `worker` with what `workerAcl` gives it.
 * True when this changed the file, so that a running server has to load it again.
 */
export function writeUsers(dir: string, version: string, state: ServerState): boolean {
  const users = [
    ['user default on', `#${sha256(state.password)}`, '~*', '&*', '+@all'],
    ['user worker on', `#${sha256(state.worker_password)}`, ...workerAcl(version)],
  ]
  const text = users.map((words) => `${words.join(' ')}\n`).join('')
  const path = aclFile(dir)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false
  writePrivateFile(path, text)
  return true
}

function aclFile(dir: string): string {
  return join(dir, 'users.acl')
}

/** Redis splits its configuration at spaces and reads escapes between double quotes. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
