import { TaskRecord, WorkerStatus } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'

/** A killed status process, or a Redis that went away, is back sooner than this. */
const AWAY_MS_MAX = 90_000
const ANSWER_MS_MAX = 5_000

/** The status API, as far as the demo needs it. */
export interface StatusClient {
  url: string
  /** True once the lead takes webhooks and so many workers take tasks. */
  isReady(workers: number): Promise<boolean>
  taskIds(repo: string): Promise<string[]>
  task(taskId: string): Promise<TaskRecord>
  workers(): Promise<WorkerStatus[]>
}

/** Talks to the status API over HTTP, like any other client of it; asks again while it is away. */
export function createStatusClient(url: string, token: string): StatusClient {
  const headers = { authorization: `Bearer ${token}` }
  const ask = async (path: string): Promise<Record<string, unknown> | null> => {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    const answer = await fetch(`${url}${path}`, { headers, signal }).catch(() => null)
    if (answer === null || answer.status >= 500) return null
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`)
    // Killed while it answers, it sends half of it.
    return (await answer.json().catch(() => null)) as Record<string, unknown> | null
  }
  const get = (path: string) =>
    waitFor(() => ask(path), { timeoutMs: AWAY_MS_MAX, everyMs: 250, what: `GET ${path}` })
  return {
    url,
    isReady: async (workers) => {
      const [overview, crew] = await Promise.all([ask('/api/v1/status'), ask('/api/v1/workers')])
      const count = WorkerStatus.array().parse(crew?.workers ?? []).length
      return overview?.lead != null && count >= workers
    },
    taskIds: async (repo) => {
      const { tasks } = await get(`/api/v1/tasks?repo=${encodeURIComponent(repo)}&limit=50`)
      const rows = tasks as { task_id: string; created_at: string }[]
      return rows
        .toSorted((a, b) => a.created_at.localeCompare(b.created_at))
        .map((row) => row.task_id)
    },
    task: async (taskId) => {
      const answer = await get(`/api/v1/tasks/${encodeURIComponent(taskId)}`)
      return TaskRecord.parse(answer.task ?? answer)
    },
    workers: async () => {
      const { workers } = await get('/api/v1/workers')
      return WorkerStatus.array().parse(workers)
    },
  }
}
