import type { Redis } from 'ioredis'
import { readInfo } from './read-info.ts'
import { hasVersion } from './version.ts'

/** Part of its maxmemory from which a server counts as nearly full. */
const MEMORY_SHARE_MAX = 0.8

/**
 * What makes this server unfit to keep our tasks, one sentence each with its remedy; an empty
 * list is good. Needs no more than INFO, so the worker's user may ask as well.
 * Rejects when Redis cannot be reached.
 */
export async function redisProblems(redis: Redis): Promise<string[]> {
  const info = readInfo(await redis.info())
  const problems: string[] = []
  const version = info('redis_version')
  if (!hasVersion(version, 6, 2)) {
    problems.push(`Redis ${version} is too old: use Redis 6.2 or newer, or Valkey`)
  } else if (!hasVersion(version, 7, 0)) {
    problems.push(
      `Redis ${version} cannot give read-only keys, so a hijacked worker could cancel tasks: use Redis 7 or newer`,
    )
  }
  if (info('aof_enabled') !== '1') {
    problems.push('the append-only file is off, so a crash loses tasks: set appendonly yes')
  }
  if (info('aof_enabled') === '1' && info('aof_last_write_status') === 'err') {
    problems.push('the last write to the append-only file failed: free disk space')
  }
  const policy = info('maxmemory_policy')
  if (policy !== 'noeviction') {
    problems.push(`maxmemory-policy is ${policy}, so tasks may vanish: set it to noeviction`)
  }
  const [used, most] = [Number(info('used_memory')), Number(info('maxmemory'))]
  if (most > 0 && used >= most * MEMORY_SHARE_MAX) {
    const share = Math.floor((used / most) * 100)
    problems.push(
      `${share} % of maxmemory is used, and at 100 % nothing more is stored: raise maxmemory`,
    )
  }
  return problems
}
