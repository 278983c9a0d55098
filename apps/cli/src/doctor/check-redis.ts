import {
  connectRedis,
  findPrivateRedis,
  findRedisBinary,
  redisProblems,
  versionOf,
} from '@millwright/redis'
import { configured, type Finding } from './check.ts'
import { failAfter } from './fail-after.ts'

const ANSWER_MS_MAX = 5_000

/** Redis: the one that is configured or runs here, else whether one could be started. */
export const redisCheck = configured('Redis', async ({ cli }) => {
  if (cli.redis.url !== null) return askServer(cli.redis.url, 'the configured server')
  const running = await findPrivateRedis(cli.data_dir)
  if (running !== null) return askServer(running.url, 'the private server')
  const binary = findRedisBinary(cli.data_dir)
  if (binary === null) {
    const fix = 'apt-get install redis-server (or valkey-server), or set REDIS_URL'
    return { ok: false, detail: 'no Redis or Valkey 6.2 or newer on this machine', fix }
  }
  return { ok: true, detail: `millwright up will start ${binary}, version ${versionOf(binary)}` }
})

async function askServer(url: string, which: string): Promise<Finding> {
  const redis = connectRedis({ url, name: 'millwright-doctor' })
  const late = new AbortController()
  try {
    const problems = await Promise.race([
      redisProblems(redis),
      failAfter(ANSWER_MS_MAX, late.signal),
    ])
    if (problems.length === 0) return { ok: true, detail: `${which} keeps what it is given` }
    return {
      ok: false,
      detail: problems.join('; '),
      fix: 'change redis.conf as said, restart Redis',
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const fix = 'start it, or correct REDIS_URL (redis.url_file)'
    return { ok: false, detail: `${which} does not answer: ${why}`, fix }
  } finally {
    late.abort()
    redis.disconnect()
  }
}
