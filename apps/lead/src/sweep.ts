import type { WorkflowRun } from '@millwright/github'
import type { Task } from '@millwright/protocol'
import { handleRun } from './handle-run.ts'
import { lookAtIncidents } from './look-at-incidents.ts'
import type { Parts } from './parts.ts'
import { runKey, seenKey } from './run-key.ts'
import { settleWatched } from './settle-watched.ts'
import { stopTask } from './stop-task.ts'
import { supersede } from './supersede.ts'

/** GitHub keeps hook deliveries for three days; a lead that was away longer looks back as far. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60 * 1000
/** The newest runs of a repository that ended alike, and the tasks of one state, looked at at once. */
const RUNS_MAX = 200
const TASKS_MAX = 500
/** A webhook that has not led to anything after so long has not come. */
const WEBHOOK_MS_MAX = 2 * 60 * 1000
const failing = ['failure', 'timed_out', 'startup_failure'] as const
/** States in which a task stands on a head that may be overtaken. */
const standing = ['queued', 'running', 'awaiting_approval', 'watching'] as const

/**
 * Finds what no webhook told: tasks that were overtaken, commits of ours that CI has judged, red
 * runs without an answer and runs whose answer was `wait`, in this order, so that those that wait
 * go on. What goes wrong with one of them is told and does not keep the others waiting.
 */
export async function sweep(parts: Parts, nowMs = Date.now()): Promise<void> {
  const { config, store } = parts
  for (const state of standing) {
    for (const { task } of await store.listTasks({ state, limit: TASKS_MAX })) {
      await apart(parts, task.repo, 'a look at an open task', () => stopOvertaken(parts, task))
    }
  }
  await stopExpired(parts)
  for (const record of await store.listTasks({ state: 'watching', limit: TASKS_MAX })) {
    const { repo } = record.task
    const sha = record.delivery.commit_sha
    if (sha === null) continue
    await apart(parts, repo, 'a look at CI', () => settleWatched(parts, repo, sha))
  }
  for (const [repo, { mode }] of Object.entries(config.repositories)) {
    if (mode === 'off') continue
    await apart(parts, repo, 'the sweep of a repository', () => sweepRepository(parts, repo, nowMs))
  }
}

/** Does what the webhook of a push or of a closed pull request would have led to. */
async function stopOvertaken(parts: Parts, { repo, head_sha, inputs }: Task): Promise<void> {
  const { branch, pr_number: pr = null } = inputs
  const isClosed = pr !== null && (await parts.github.getPull(repo, pr)).state === 'closed'
  await supersede(
    parts,
    isClosed ? { repo, pr, branch: null, sha: null } : { repo, pr, branch, sha: head_sha },
  )
}

/** A patch that nobody approved in its time waits no longer. */
async function stopExpired(parts: Parts): Promise<void> {
  for (const { task, hold } of await parts.store.listTasks({
    state: 'awaiting_approval',
    limit: TASKS_MAX,
  })) {
    if (hold === null || Date.parse(hold.until) > Date.now()) continue
    const reason = `nobody approved the patch before ${hold.until}`
    await apart(parts, task.repo, 'the end of a wait', () =>
      stopTask(parts, task.task_id, 'cancelled', reason),
    )
  }
}

async function sweepRepository(parts: Parts, repo: string, nowMs: number): Promise<void> {
  await apart(parts, repo, 'a look at incidents', () => lookAtIncidents(parts, repo, nowMs))
  const createdAfter = new Date(Date.now() - LOOK_BACK_MS).toISOString()
  for (const status of failing) {
    const runs = await parts.github.listRuns(repo, { createdAfter, status, limit: RUNS_MAX })
    for (const run of runs) {
      const { runId, runAttempt } = run
      if ((await parts.store.getIntent(runKey(repo, runId, runAttempt))) !== null) continue
      await countMissed(parts, repo, run, nowMs)
      await apart(parts, repo, `run ${runId}`, () => handleRun(parts, repo, runId, runAttempt))
    }
  }
}

/** A red run that no webhook brought in good time would have gone unseen without a sweep. */
async function countMissed({ store }: Parts, repo: string, run: WorkflowRun, nowMs: number) {
  const { runId, runAttempt, updatedAt } = run
  if (nowMs - Date.parse(updatedAt) < WEBHOOK_MS_MAX) return
  if ((await store.getIntent(seenKey(repo, runId, runAttempt))) !== null) return
  await store.countOnce('missed_runs', runKey(repo, runId, runAttempt))
}

async function apart(parts: Parts, repo: string, what: string, work: () => Promise<void>) {
  try {
    await work()
  } catch (err) {
    parts.logger.warn({ err, repo, what }, 'not done in this sweep, tried again in the next')
  }
}
