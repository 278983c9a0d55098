import { renderComment } from '@millwright/delivery'
import type { TaskRecord, TaskState } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { jobsOfRun } from '../runs/jobs-of-run.ts'
import { putLabels } from './put-labels.ts'
import { sayOnPull } from './say-on-pull.ts'
import { showChecks } from './show-checks.ts'

/**
 * Brings the one comment of the task's pull request up to date, its labels, and the checks at its
 * commits; a branch without a pull request has checks alone.
 * The task is read when its turn has come, so that an older view never replaces a newer one.
 * `ending` is a state that the task is about to be in.
 */
export async function commentOn(
  parts: Parts,
  taskId: string,
  ending?: Pick<TaskRecord, 'state' | 'reason'> & Partial<TaskRecord>,
): Promise<void> {
  const first = await parts.store.getTask(taskId)
  if (!first) return
  const { repo, inputs } = first.task
  const { pr_number: pr, branch } = inputs
  await parts.inTurn(`comment ${repo}#${pr ?? branch}`, async () => {
    const record = { ...((await parts.store.getTask(taskId)) ?? first), ...ending }
    // A check is there sooner: GitHub wants longer pauses between comments.
    await showChecks(parts, record)
    if (pr === undefined) return
    await bringComment(parts, record, pr, first.state)
    await putLabels(parts, record, pr)
  })
}

async function bringComment(parts: Parts, record: TaskRecord, pr: number, before: TaskState) {
  const { store, redact } = parts
  const { task_id, repo, failure_id } = record.task
  const known = await store.getFailure(failure_id)
  const failure = known?.failure ?? null
  const jobs = failure && (await jobsOfRun(parts, failure))
  const body = renderComment({ record, failure, jobs: jobs ?? [], redact })
  const comment_id = await sayOnPull(parts, repo, pr, body)
  await store.changeTask(task_id, [before, record.state], (r) => ({
    ...r,
    delivery: { ...r.delivery, comment_id },
  }))
}
