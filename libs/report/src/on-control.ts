import type { Logger } from '@millwright/logger'
import { ControlMessage, channels } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { readJson } from './read-json.ts'

/**
 * Listens for control messages until closed. `redis` becomes a subscriber and serves nothing else.
 * A message that cannot be read is left alone.
 */
export async function onControl(options: {
  redis: Redis
  handle(message: ControlMessage): void
  logger?: Logger
}): Promise<{ close(): Promise<void> }> {
  const { redis, handle, logger } = options
  const listen = (channel: string, text: string) => {
    if (channel !== channels.control) return
    const message = ControlMessage.safeParse(readJson(text))
    if (message.success) handle(message.data)
    else logger?.warn({ channel }, 'control message that cannot be read left alone')
  }
  redis.on('message', listen)
  await redis.subscribe(channels.control)
  return {
    close: async () => {
      redis.off('message', listen)
      if (redis.status === 'ready') await redis.unsubscribe(channels.control)
    },
  }
}
