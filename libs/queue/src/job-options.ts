import type { Priority, queues } from '@millwright/protocol'
import type { JobsOptions } from 'bullmq'
import * as limits from './limits.ts'

/** BullMQ runs a job without a priority before all others, so every task gets one of 1 to 4. */
export const priorities: Readonly<Record<Priority, number>> = {
  critical: 1,
  high: 2,
  normal: 3,
  low: 4,
}

/** Retries and retention of each queue. */
export const jobOptions: Readonly<Record<keyof typeof queues, JobsOptions>> = {
  inbox: kept(limits.OUTSIDE_ATTEMPTS_MAX, limits.INBOX_KEEP_SECONDS, limits.INBOX_KEEP_MAX),
  tasks: kept(limits.TASK_ATTEMPTS_MAX, limits.TASKS_KEEP_SECONDS, limits.TASKS_KEEP_MAX),
  deliveries: kept(
    limits.OUTSIDE_ATTEMPTS_MAX,
    limits.DELIVERIES_KEEP_SECONDS,
    limits.DELIVERIES_KEEP_MAX,
  ),
  maintenance: kept(
    limits.MAINTENANCE_ATTEMPTS_MAX,
    limits.MAINTENANCE_KEEP_SECONDS,
    limits.MAINTENANCE_KEEP_MAX,
  ),
}

function kept(attempts: number, age: number, count: number): JobsOptions {
  const keep = { age, count }
  return {
    attempts,
    backoff: { type: 'capped' },
    removeOnComplete: keep,
    removeOnFail: keep,
    stackTraceLimit: 5,
  }
}
