import { connectRedis } from '@millwright/redis'

/** Every key of a Redis database with its whole content, as text. */
export async function readEverything(url: string): Promise<Map<string, string>> {
  const redis = connectRedis({ url, name: 'reader' })
  const found = new Map<string, string>()
  try {
    for (const key of await redis.keys('*')) {
      found.set(key, JSON.stringify(await contentOf(key, await redis.type(key))))
    }
  } finally {
    redis.disconnect()
  }
  return found

  function contentOf(key: string, type: string): Promise<unknown> {
    switch (type) {
      case 'string':
        return redis.get(key)
      case 'hash':
        return redis.hgetall(key)
      case 'list':
        return redis.lrange(key, 0, -1)
      case 'set':
        return redis.smembers(key)
      case 'zset':
        return redis.zrange(key, '0', '-1')
      default:
        return redis.xrange(key, '-', '+')
    }
  }
}
