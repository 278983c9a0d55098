import { PREFIX } from '@millwright/protocol'
import type { connectRedis } from '@millwright/redis'
import { CliError } from '../cli-error.ts'
import { FREEZE_MS_MAX, KEYS_MAX, KEYS_PAGE } from './limits.ts'
import type { DumpedKey } from './manifest.ts'

type Redis = ReturnType<typeof connectRedis>

/** They end by themselves within the hour, and are secret until then. */
const cloneTokens = `${PREFIX}:control:clone-token:`

/**
 * All our keys as they are at one moment: writers wait until the last one is read, at most
 * FREEZE_MS_MAX (https://redis.io/docs/latest/commands/client-pause/). Readers go on. Throws
 * CliError when the copy takes longer, as what came later would be of another moment.
 */
export async function* dumpRedis(
  redis: Redis,
  freezeMsMax = FREEZE_MS_MAX,
): AsyncGenerator<DumpedKey> {
  const thaw = () => redis.client('UNPAUSE')
  await redis.client('PAUSE', freezeMsMax, 'WRITE')
  const startedAt = performance.now()
  try {
    for await (const names of ourKeys(redis)) {
      for (const one of await readKeys(redis, names)) yield one
      if (performance.now() - startedAt < freezeMsMax - 1_000) continue
      throw new CliError('Redis could not be copied in time: copy its own files instead')
    }
  } finally {
    await thaw()
  }
}

/** The names of all that is ours, page by page; each once. */
export async function* ourKeys(redis: Redis, keysMax = KEYS_MAX): AsyncGenerator<string[]> {
  const seen = new Set<string>()
  let cursor = '0'
  do {
    const [next, page] = await redis.scan(cursor, 'MATCH', `${PREFIX}:*`, 'COUNT', KEYS_PAGE)
    // SCAN may name a key more than once.
    const names = page.filter((name) => !seen.has(name) && !name.startsWith(cloneTokens))
    for (const name of names) seen.add(name)
    if (seen.size > keysMax) throw new CliError(`Redis holds more than ${keysMax} keys`)
    if (names.length > 0) yield names
    cursor = next
  } while (cursor !== '0')
}

async function readKeys(redis: Redis, names: readonly string[]): Promise<DumpedKey[]> {
  const now = Date.now()
  const read = await Promise.all(
    names.map(async (key) => {
      const [value, leftMs] = await Promise.all([redis.dumpBuffer(key), redis.pttl(key)])
      const expires_at = leftMs > 0 ? now + leftMs : 0
      return value === null ? null : { key, expires_at, value: value.toString('base64') }
    }),
  )
  return read.filter((one) => one !== null)
}
