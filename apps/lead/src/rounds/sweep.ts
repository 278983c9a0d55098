import { apart } from '../apart.ts'
import { lookAtIncidents } from '../incidents/look-at-incidents.ts'
import { isShortOfCalls } from '../is-short-of-calls.ts'
import { settleWatched } from '../judging/settle-watched.ts'
import type { Parts } from '../parts.ts'
import { standing, stopOvertaken } from '../tasks/stop-overtaken.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { lookAtRuns } from './look-at-runs.ts'
import { lookAtWaiting } from './look-at-waiting.ts'

/** The tasks of one state that are looked at at once. */
const TASKS_MAX = 500
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
  const listed = new Set<string>()
  for (const [repo, { mode }] of Object.entries(config.repositories)) {
    if (mode === 'off') continue
    await apart(parts, repo, 'the sweep of a repository', () =>
      sweepRepository(parts, repo, listed, nowMs),
    )
  }
  await lookAtWaiting(parts, listed)
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

/** A repository whose calls run out is left to a later round: what has begun needs the rest. */
async function sweepRepository(
  parts: Parts,
  repo: string,
  listed: Set<string>,
  nowMs: number,
): Promise<void> {
  if (isShortOfCalls(parts, repo)) return
  await apart(parts, repo, 'a look at incidents', () => lookAtIncidents(parts, repo, nowMs))
  for (const runId of await lookAtRuns(parts, repo, nowMs)) listed.add(`${repo} ${runId}`)
}
