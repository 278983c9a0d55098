import type { TaskState } from '@millwright/protocol'
import { apart } from '../apart.ts'
import { isShortOfCalls } from '../is-short-of-calls.ts'
import { settleWatched } from '../judging/settle-watched.ts'
import type { Parts } from '../parts.ts'
import { standing, stopOvertaken } from '../tasks/stop-overtaken.ts'
import { lookAtRuns } from './look-at-runs.ts'

/** The tasks of one state that are looked at at once. */
const TASKS_MAX = 500
/** States in which somebody waits for what GitHub says next. */
const active: readonly TaskState[] = [...standing, 'reported', 'delivering']
/** Each wait is drawn anew between these parts of `github.poll_seconds`: not all ask at once. */
const JITTER = { from: 0.75, to: 1.25 }

/**
 * Asks GitHub about the repositories in which something is at work, far oftener than the sweep asks
 * about all: a lead without webhooks hears soon of CI's verdict, a push, the next red run.
 */
export async function poll(
  parts: Parts,
  nowMs = Date.now(),
  random: () => number = Math.random,
): Promise<void> {
  const { store, config } = parts
  for (const repo of await activeRepositories(parts)) {
    const name = `poll:${repo}`
    const due = await store.getMark(name)
    if (isLater(Number(due ?? 0), nowMs, config.github.poll_seconds)) continue
    if (isShortOfCalls(parts, repo)) continue
    await lookAtTasks(parts, repo)
    await apart(parts, repo, 'a poll', () => lookAtRuns(parts, repo, nowMs))
    const share = JITTER.from + (JITTER.to - JITTER.from) * random()
    await store.setMark(name, String(nowMs + config.github.poll_seconds * 1000 * share))
  }
}

/** A time that lies further off than any wait was drawn by a clock that has been set back since. */
function isLater(dueMs: number, nowMs: number, pollSeconds: number): boolean {
  return dueMs > nowMs && dueMs <= nowMs + pollSeconds * 1000 * JITTER.to
}

async function activeRepositories({ store, config }: Parts): Promise<Set<string>> {
  const found = new Set<string>()
  for (const state of active) {
    const records = await store.listTasks({ state, limit: TASKS_MAX })
    for (const { task } of records) {
      if ((config.repositories[task.repo]?.mode ?? 'off') !== 'off') found.add(task.repo)
    }
  }
  return found
}

async function lookAtTasks(parts: Parts, repo: string): Promise<void> {
  for (const state of standing) {
    for (const { task } of await parts.store.listTasks({ state, repo, limit: TASKS_MAX })) {
      await apart(parts, repo, 'a look at an open task', () => stopOvertaken(parts, task))
    }
  }
  for (const record of await parts.store.listTasks({ state: 'watching', repo, limit: TASKS_MAX })) {
    const sha = record.delivery.commit_sha
    if (sha === null) continue
    await apart(parts, repo, 'a look at CI', () => settleWatched(parts, repo, sha))
  }
}
