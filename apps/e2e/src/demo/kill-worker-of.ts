import type { TimelineEvent } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import type { StatusClient } from './status-client.ts'

/**
 * Kills the worker that claimed the task last. The timeline names it; by its next sign of life a
 * quick worker may be through on a machine whose disk is slow.
 */
export async function killWorkerOf(
  status: StatusClient,
  events: readonly TimelineEvent[],
  taskId: string,
) {
  const told = events.filter((event) => event.task_id === taskId)
  const claims = told.flatMap(({ text }) => claimed.exec(text)?.[1] ?? [])
  const name = claims.at(-1)
  const worker = await waitFor(
    async () => (await status.workers()).find((each) => each.worker === name),
    { timeoutMs: 10_000, everyMs: 200, what: `worker ${name} of ${taskId}` },
  )
  process.kill(worker.pid, 'SIGKILL')
}

const claimed = /^claimed (?:again )?by (\S+)$/
