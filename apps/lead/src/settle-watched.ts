import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from './parts.ts'
import { queueComment } from './queue-comment.ts'

/** The most runs of one commit that are looked at. */
const RUNS_MAX = 100

/**
 * Looks whether GitHub's own CI has judged a commit of ours: all green is `resolved`, red is
 * `failed` (the red run itself then leads to the next attempt or to a person), anything still
 * running is left for the next look. Only this decides that something is fixed.
 */
export async function settleWatched(parts: Parts, repo: string, sha: string): Promise<void> {
  const watching = await parts.store.listTasks({ state: 'watching', repo, limit: 200 })
  const record = watching.find((r) => r.delivery.commit_sha === sha)
  if (!record) return
  const runs = await parts.github.listRuns(repo, { headSha: sha, limit: RUNS_MAX })
  if (runs.length === 0 || runs.some((run) => run.status !== 'completed')) return
  const red = runs.find((run) => run.conclusion !== null && isRed.has(run.conclusion))
  if (red) {
    await settle(
      parts,
      record,
      'failed',
      red.conclusion ?? 'failure',
      `CI is still red on ${sha.slice(0, 7)}`,
    )
  } else {
    await settle(parts, record, 'resolved', 'success', `CI is green on ${sha.slice(0, 7)}`)
  }
}

const isRed = new Set(['failure', 'timed_out', 'startup_failure', 'cancelled', 'action_required'])

async function settle(
  parts: Parts,
  record: TaskRecord,
  state: 'resolved' | 'failed',
  ci_conclusion: string,
  reason: string,
) {
  const { task_id, repo } = record.task
  const settled = await parts.store.changeTask(task_id, ['watching'], (r) => ({
    ...r,
    state,
    reason,
    delivery: { ...r.delivery, ci_conclusion },
  }))
  if (!settled) return
  await queueComment(parts, settled)
  await parts.tell({ kind: 'github', repo, task_id, text: `${state}: ${reason}` })
}
