import { RedisError } from './redis-error.ts'

/** The address of the Redis to use; throws RedisError `MW_NO_REDIS` when the configuration has none. */
export function requireUrl(url: string | null): string {
  if (url !== null) return url
  const message = 'No Redis is known: set REDIS_URL or redis.url_file, or use `millwright up`.'
  throw new RedisError('MW_NO_REDIS', message)
}
