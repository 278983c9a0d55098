import { type ControlMessage, channels, sharedKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { CANCEL_TTL_SECONDS } from './limits.ts'

/** Asks that a task stop: the durable flag first, then the doorbell. Asking again changes nothing. */
export async function requestCancel(
  { redis }: { redis: Redis },
  message: ControlMessage,
): Promise<void> {
  const text = JSON.stringify(message)
  await redis.set(sharedKeys.cancel(message.task_id), text, 'EX', CANCEL_TTL_SECONDS)
  await redis.publish(channels.control, text)
}
