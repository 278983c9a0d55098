import { join } from 'node:path'
import type { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { checkBackup } from './check-backup.ts'
import { ourKeys } from './dump-redis.ts'
import { KEYS_PAGE } from './limits.ts'
import { type DumpedKey, type Manifest, REDIS_FILE } from './manifest.ts'
import { readDump } from './read-dump.ts'

type Redis = ReturnType<typeof connectRedis>

/**
 * Brings the keys of a backup back, after it was checked, and checks that they are there. What is in
 * Redis stops it, unless it is to be replaced: then that is removed first. Being cut off is mended
 * by doing it again with `isReplacing`.
 */
export async function restoreBackup(
  redis: Redis,
  folder: string,
  isReplacing: boolean,
): Promise<{ manifest: Manifest; expired: number }> {
  const manifest = await checkBackup(folder)
  const store = createStore(redis)
  if ((await store.readLead()) !== null) {
    throw new CliError('a lead is at work in this Redis: stop the service first', exitCode.conflict)
  }
  for await (const names of ourKeys(redis)) {
    if (!isReplacing) {
      const why = 'Redis holds data of Millwright already: --replace removes it first'
      throw new CliError(why, exitCode.conflict)
    }
    await redis.unlink(...names)
  }
  let expired = 0
  let page: DumpedKey[] = []
  for await (const one of readDump(join(folder, REDIS_FILE))) {
    if (one.expires_at > 0 && one.expires_at <= Date.now()) {
      expired += 1
      continue
    }
    page.push(one)
    if (page.length < KEYS_PAGE) continue
    await writeKeys(redis, page)
    page = []
  }
  await writeKeys(redis, page)
  let found = 0
  for await (const names of ourKeys(redis)) found += names.length
  // Keys may expire while they are counted; none may be missing beside those that can.
  if (found < manifest.keys - expired - (await mayExpire(folder))) {
    const why = `${found} of ${manifest.keys} keys came back: is something else at work in Redis?`
    throw new CliError(why, exitCode.checkFailed)
  }
  const { broken: why } = await store.verifyAudit()
  if (why !== null) {
    const what = `everything came back, and the audit log is broken at row ${why.seq}: ${why.why}`
    throw new CliError(what, exitCode.checkFailed)
  }
  return { manifest, expired }
}

async function writeKeys(redis: Redis, page: readonly DumpedKey[]): Promise<void> {
  await Promise.all(
    page.map(async ({ key, expires_at, value }) => {
      const bytes = Buffer.from(value, 'base64')
      await redis.restore(key, expires_at, bytes, 'REPLACE', 'ABSTTL').catch((cause: unknown) => {
        const why = `Redis refuses ${key}: it must be as new as the one that was copied`
        throw new CliError(why, exitCode.error, { cause })
      })
    }),
  )
}

/** Keys that end within the next minute. */
async function mayExpire(folder: string): Promise<number> {
  const soon = Date.now() + 60_000
  let count = 0
  for await (const { expires_at } of readDump(join(folder, REDIS_FILE))) {
    if (expires_at > Date.now() && expires_at < soon) count += 1
  }
  return count
}
