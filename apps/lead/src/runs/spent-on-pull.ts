import type { TaskRecord } from '@millwright/protocol'

/** What the tasks of one pull request have cost so far, in words. */
export function spentOnPull(tasks: readonly TaskRecord[]): string[] {
  const uses = tasks.flatMap(({ result }) => result?.usage ?? [])
  const turns = uses.reduce((sum, use) => sum + use.turns, 0)
  const usd = uses.reduce((sum, use) => sum + (use.usd ?? 0), 0)
  const unknown = uses.filter((use) => use.usd === null).length
  const more = unknown === 0 ? '' : `, and ${unknown} attempts at an unknown price`
  return [
    `${tasks.length} tasks, ${turns} answers of the model, ${usd.toFixed(2)} US dollars${more}`,
    ...tasks.map(({ task, state }) => `${task.task_id}: ${state}`),
  ]
}
