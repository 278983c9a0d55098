import { TaskRecord, WorkerStatus } from '@millwright/protocol'

/** The status API, as far as the demo needs it. */
export interface StatusClient {
  url: string
  isReady(): Promise<boolean>
  taskIds(repo: string): Promise<string[]>
  task(taskId: string): Promise<TaskRecord>
  workers(): Promise<WorkerStatus[]>
}

/** Talks to the status API over HTTP, like any other client of it. */
export function createStatusClient(url: string, token: string): StatusClient {
  const headers = { authorization: `Bearer ${token}` }
  const get = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(5_000) })
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`)
    return (await answer.json()) as Record<string, unknown>
  }
  return {
    url,
    isReady: async () => {
      const isReady = (path: string) => get(path).then(() => true)
      return isReady('/ready').catch(() => false)
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
