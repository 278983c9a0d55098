import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RedisError } from '../redis-error.ts'

/** What the data directory remembers of its server: readable by its owner alone. */
export const ServerState = z.object({
  /** The server's port on 127.0.0.1; 0 before the first start. */
  port: z.int().min(0).max(65_535),
  password: z.string().min(20),
  worker_password: z.string().min(20),
  process: z.object({ pid: z.int().min(2), started: z.string().nullable() }).nullable(),
})
export type ServerState = z.infer<typeof ServerState>

/**
 * Reads the state, or makes one with new passwords and no port for a directory without any.
 * Throws MW_REDIS_START for a file that is no state: guessing could start a second server.
 */
export function readState(dir: string): ServerState {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = stateFile(dir)
  if (!existsSync(path)) {
    const password = () => randomBytes(24).toString('base64url')
    return { port: 0, password: password(), worker_password: password(), process: null }
  }
  try {
    return ServerState.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new RedisError(
      'MW_REDIS_START',
      `${path} is damaged: stop the Redis server of this directory, remove the file, start again`,
      { cause },
    )
  }
}

/** Replaces the state in one step, so that a reader sees the old or the new one. */
export function writeState(dir: string, state: ServerState): void {
  writePrivateFile(stateFile(dir), JSON.stringify(state))
}

/** Writes a whole file that only its owner may read, through to the disk. */
export function writePrivateFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}

function stateFile(dir: string): string {
  return join(dir, 'server.json')
}
