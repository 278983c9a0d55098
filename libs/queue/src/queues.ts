import type { MaintenanceJob, queues, Task } from '@millwright/protocol'
import type { Delivery } from './delivery.ts'
import type { FinishedTask } from './finished-tasks.ts'
import type { OutgoingJob } from './outgoing-job.ts'
import type { QueueDepth } from './read-depth.ts'

export type QueueName = keyof typeof queues

/**
 * The producers' side of all queues. Each `add` is stored when it resolves; adding the same thing
 * again does nothing. `add` throws a QueueError when WAITING_MAX or JOB_BYTES_MAX is reached.
 */
export interface Queues {
  readonly inbox: {
    add(delivery: Delivery): Promise<void>
    /** Adds all of them in one step, or none. */
    addAll(deliveries: readonly Delivery[]): Promise<void>
    /** True for a delivery that is kept, waiting or done. */
    has(deliveryId: string): Promise<boolean>
  }
  readonly tasks: {
    add(task: Task): Promise<void>
    /** No worker takes a task from now on, whatever is added; those at work go on. */
    pause(): Promise<void>
    resume(): Promise<void>
  }
  /**
   * `id` names the effect, so that it is queued once however often it is asked for. It is done
   * after `delayMs`, at once unless told.
   */
  readonly deliveries: { add(job: OutgoingJob, id: string, delayMs?: number): Promise<void> }
  readonly maintenance: {
    add(job: MaintenanceJob): Promise<void>
    /** Adds all of them in one step, or none. */
    addAll(jobs: readonly MaintenanceJob[]): Promise<void>
    /** Asks for `kind` now and every `everyMs`; calling it again only changes the interval. */
    every(kind: 'sweep' | 'reconcile' | 'pull' | 'poll' | 'nightly', everyMs: number): Promise<void>
  }
  /** Takes a task out of the queue; false when none of its rounds was waiting. */
  cancelWaiting(taskId: string): Promise<boolean>
  /** The tasks that left the queue, newest first, at most `limit`, not older than `since`. */
  finishedTasks(limit: number, since?: Date): Promise<FinishedTask[]>
  depths(): Promise<Record<QueueName, QueueDepth>>
  close(): Promise<void>
}
