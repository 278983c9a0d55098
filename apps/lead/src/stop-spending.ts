import { listWorkers } from '@millwright/report'
import { EVERYWHERE } from '@millwright/store'
import type { Parts } from './parts.ts'
import { pauseWork } from './pause-work.ts'
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
  // A task that was claimed this moment is in no file yet, and in its worker's sign of life.
  const claimed = (await listWorkers(parts.redis)).flatMap(({ task_id }) => task_id ?? [])
  const names = new Set([...running.map(({ task }) => task.task_id), ...claimed])
  for (const name of names) {
    await stopTask(parts, name, 'cancelled', `stopped by ${actor}, so that nothing more is spent`)
  }
}
