import type { Facts } from '@millwright/dispatch'
import type { Diagnosis } from '@millwright/protocol'
import { taskTypeOf } from '@millwright/triage'
import type { Parts } from '../parts.ts'
import { budgetsOf, fillsAgain } from '../tasks/budget-of-task.ts'
import { type Acting, isForWorker } from '../tasks/open-task.ts'
import { overdraftText } from '../tasks/queue-task.ts'
import { taskIdOf } from '../tasks/task-id-of.ts'
import { taskLimits } from '../tasks/task-limits.ts'

/**
 * The narrowest budget that has not enough left for an attempt at a failure; null when all have, or
 * when no worker is needed. It only foretells: `queueTask` sets the money aside, or does not.
 */
export async function overdraftOf(
  parts: Pick<Parts, 'config' | 'store' | 'prompts'>,
  acting: Pick<Acting, 'failure' | 'verdict' | 'isReportOnly'>,
  diagnosis: Diagnosis,
): Promise<Facts['overdraft']> {
  const { config, store, prompts } = parts
  const { failure, verdict } = acting
  const task_id = taskIdOf(failure)
  // One that was cut off after its money was set aside does not stand in its own way.
  if (!isForWorker(parts, acting) || (await store.getTask(task_id)) !== null) return null
  const { repo, pr_number, head_branch: branch } = failure
  const inputs = { branch, ...(pr_number !== undefined && { pr_number }) }
  const limits = budgetsOf(config.budget, { task_id, repo, inputs }, new Date())
  const type = taskTypeOf({ ...diagnosis, verdict })
  const { usd } = taskLimits(config, prompts().find(type, repo).limits)
  for (const { scope, spent, reserved } of await store.readSpend([...limits.keys()])) {
    const limit = limits.get(scope) ?? 0
    if (spent + reserved + usd <= limit) continue
    const reason = overdraftText({ scope, spent, reserved, limit }, usd)
    return { reason, fillsAgain: fillsAgain(scope) }
  }
  return null
}
