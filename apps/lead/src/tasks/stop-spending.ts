import { listWorkers } from '@millwright/report'
import { EVERYWHERE } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { pauseWork } from '../pause-work.ts'
import { stopTask } from './stop-task.ts'

/** Tasks at work at a time that are looked for; more workers than that, Redis does not carry. */
const RUNNING_MAX = 1_000

/**
 * Pauses everything and stops every attempt, so that no model is paid from now on. What was stopped
 * is cancelled, and can be retried after everything is resumed.
 */
export async function stopSpending(parts: Parts, actor: string): Promise<void> {
  // First: a worker that is stopped would take the next task.
  await pauseWork(parts, { kind: 'pause', scope: EVERYWHERE, actor })
  const running = await parts.store.listTasks({ state: 'running', limit: RUNNING_MAX })
  const names = new Set([...running.map(({ task }) => task.task_id), ...(await claimed(parts))])
  for (const name of names) {
    await stopTask(parts, name, 'cancelled', `stopped by ${actor}, so that nothing more is spent`)
  }
}

/**
 * Tasks that were claimed this moment: our file knows them as queued, the worker's sign of life as
 * its own. A worker may write any name there, so no task in another state is stopped by it.
 */
async function claimed({ redis, store }: Parts): Promise<string[]> {
  const said = (await listWorkers(redis)).flatMap(({ task_id }) => task_id ?? [])
  const records = await Promise.all(said.map((name) => store.getTask(name)))
  return records.flatMap((one) => (one?.state === 'queued' ? [one.task.task_id] : []))
}
