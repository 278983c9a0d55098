import { Task, TaskResult } from '@millwright/protocol'
import type { Job, Queue } from 'bullmq'
import { FINISHED_PAGE } from './limits.ts'

/** What the queue itself knows of a task that a worker finished or that failed for good. */
export interface FinishedTask {
  readonly taskId: string
  readonly retryCount: number
  /** What the worker returned; null when the task failed or returned something unreadable. */
  readonly result: TaskResult | null
  /** Why the task failed for good, for people; null when it completed. */
  readonly failedReason: string | null
  readonly finishedAt: Date
}

const Named = Task.pick({ task_id: true, retry_count: true })

/** Reads the finished tasks, newest first, in pages, so that no more than one page is in memory. */
export async function finishedTasks(
  queue: Queue,
  limit: number,
  since = new Date(0),
): Promise<FinishedTask[]> {
  const completed = await readState(queue, 'completed', limit, since)
  const failed = await readState(queue, 'failed', limit, since)
  const all = [...completed, ...failed]
  return all.sort((a, b) => b.finishedAt.getTime() - a.finishedAt.getTime()).slice(0, limit)
}

async function readState(
  queue: Queue,
  state: 'completed' | 'failed',
  limit: number,
  since: Date,
): Promise<FinishedTask[]> {
  const found: FinishedTask[] = []
  for (let from = 0; from < limit; from += FINISHED_PAGE) {
    const to = Math.min(from + FINISHED_PAGE, limit) - 1
    const jobs: Job[] = await queue.getJobs(state, from, to)
    const page = jobs.map(toFinished).filter((task) => task !== null)
    const fresh = page.filter((task) => task.finishedAt >= since)
    found.push(...fresh)
    if (jobs.length === 0 || fresh.length < page.length) break
  }
  return found
}

function toFinished(job: Job): FinishedTask | null {
  const named = Named.safeParse(job.data)
  if (!named.success) return null
  const result = TaskResult.safeParse(job.returnvalue)
  const unreadable = job.failedReason ? job.failedReason : 'the worker returned no readable result'
  return {
    taskId: named.data.task_id,
    retryCount: named.data.retry_count,
    result: result.success ? result.data : null,
    failedReason: result.success ? null : unreadable,
    finishedAt: new Date(job.finishedOn ?? 0),
  }
}
