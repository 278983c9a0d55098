import type { Config } from '@millwright/config'
import type { Task, Usage } from '@millwright/protocol'
import { type Reservation, repositoryDay } from '@millwright/store'
import type { Parts } from '../parts.ts'

const DAY_CHARS = 10
const MONTH_CHARS = 7

/**
 * The most that a report is believed to have cost, in attempts. What was estimated may come dearer,
 * and is booked; a worker that lies must not use up everybody's budgets.
 */
const ATTEMPTS_BELIEVED = 10

/** The budgets of everything, by name, with their limits in US dollars. */
function widestBudgets(budget: Config['budget'], now: Date): [string, number][] {
  const [day, month] = [dayOf(now), monthOf(now)]
  return [
    [`everything on ${day}`, budget.day_usd],
    [`everything in ${month}`, budget.month_usd],
  ]
}

/** Where the budgets of everything stand. */
export async function spendOfAll({ readSpend }: Parts['store'], { budget }: Config) {
  const budgets = new Map(widestBudgets(budget, new Date()))
  const spend = await readSpend([...budgets.keys()])
  return spend.map((one) => ({ ...one, limit: budgets.get(one.scope) ?? 0 }))
}

/** The budgets of one task, narrowest first, by name, with their limits in US dollars. */
export function budgetsOf(
  budget: Config['budget'],
  task: Pick<Task, 'task_id' | 'repo'> & { inputs: Pick<Task['inputs'], 'pr_number' | 'branch'> },
  now: Date,
): Map<string, number> {
  const { task_id, repo, inputs } = task
  const place = inputs.pr_number ?? inputs.branch
  return new Map([
    [`task ${task_id}`, budget.task_usd],
    [`pull request ${repo}#${place} in ${monthOf(now)}`, budget.pull_request_usd],
    [repositoryDay(repo, now), budget.repository_day_usd],
    ...widestBudgets(budget, now),
  ])
}

const dayOf = (now: Date) => now.toISOString().slice(0, DAY_CHARS)
const monthOf = (now: Date) => now.toISOString().slice(0, MONTH_CHARS)

/** True for a budget that time alone fills again. */
export const fillsAgain = (scope: string) => /^(repository|everything) /.test(scope)

/** Each retry is work of its own. */
export const reservationId = ({ task_id, retry_count }: Task) => `${task_id}.${retry_count}`

/** What is set aside before a worker may begin: the limit that its attempt is held to. */
export function reservationOf(config: Config, task: Task, now: Date): Reservation {
  return {
    id: reservationId(task),
    task_id: task.task_id,
    usd: task.limits.usd,
    scopes: [...budgetsOf(config.budget, task, now).keys()],
    at: now.toISOString(),
  }
}

/** Pays for a task that has ended. What it cost at an unknown price counts as its whole limit. */
export async function settleTask(
  parts: Pick<Parts, 'store'>,
  task: Task,
  usage: Usage | undefined,
): Promise<void> {
  const usd = usage?.usd ?? task.limits.usd
  const most = ATTEMPTS_BELIEVED * task.limits.usd
  await parts.store.settle(reservationId(task), Math.min(usd, most))
}
