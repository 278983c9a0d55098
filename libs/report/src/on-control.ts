import type { Logger } from '@millwright/logger'
import { ControlMessage, channels } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { readJson } from './read-json.ts'

/**
 * Listens for control messages until closed. `redis` becomes a subscriber and serves nothing else.
 * Whoever may publish, and that is each worker, can ring: `onRing` therefore hears only which task
 * to look at, and `cancelRequested` tells what is wanted. A message that cannot be read is left
 * alone.
 */
export async function onControl(options: {
  redis: Redis
  onRing(taskId: string): void
  logger?: Logger
}): Promise<{ close(): Promise<void> }> {
  const { redis, onRing, logger } = options
  const listen = (channel: string, text: string) => {
    if (channel !== channels.control) return
    const message = ControlMessage.safeParse(readJson(text))
    if (message.success) onRing(message.data.task_id)
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
