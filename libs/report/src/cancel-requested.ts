import { ControlMessage, sharedKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { readJson } from './read-json.ts'

/** The wish to stop a task, if there is one. Look at claim and at each step: doorbells get lost. */
export async function cancelRequested(
  redis: Redis,
  taskId: string,
): Promise<ControlMessage | null> {
  const message = ControlMessage.safeParse(readJson(await redis.get(sharedKeys.cancel(taskId))))
  return message.success ? message.data : null
}

/** Forgets the wish to stop a task, before it is queued again. */
export async function clearCancel(redis: Redis, taskId: string): Promise<void> {
  await redis.del(sharedKeys.cancel(taskId))
}
