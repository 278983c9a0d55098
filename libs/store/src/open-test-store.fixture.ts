import { connectRedis } from '@millwright/redis'
import { startTestRedis } from '@millwright/testing'
import { createStore } from './create-store.ts'

/** A store on a Redis of its own for one test file: emptied before each test, closed after all. */
export async function openTestStore() {
  const server = await startTestRedis()
  const redis = connectRedis({ url: server.url, name: 'test' })
  return {
    redis,
    store: createStore(redis),
    empty: async () => {
      await redis.flushdb()
    },
    close: async () => {
      redis.disconnect()
      await server.stop()
    },
  }
}
