import { TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'

/** How many tasks are in each state. */
export async function countTasks(redis: Redis): Promise<Record<TaskState, number>> {
  const counts = await Promise.all(TaskState.options.map((s) => redis.zcard(keys.byState(s))))
  const count = (state: TaskState) => counts[TaskState.options.indexOf(state)] ?? 0
  return {
    queued: count('queued'),
    running: count('running'),
    reported: count('reported'),
    delivering: count('delivering'),
    watching: count('watching'),
    awaiting_approval: count('awaiting_approval'),
    resolved: count('resolved'),
    commented: count('commented'),
    escalated: count('escalated'),
    superseded: count('superseded'),
    cancelled: count('cancelled'),
    failed: count('failed'),
  }
}
