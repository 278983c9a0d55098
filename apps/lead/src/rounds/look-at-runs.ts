import type { WorkflowRun } from '@millwright/github'
import { apart } from '../apart.ts'
import { isShortOfCalls } from '../is-short-of-calls.ts'
import type { Parts } from '../parts.ts'
import { handleRun } from '../runs/handle-run.ts'
import { runKey, seenKey } from '../runs/run-key.ts'
import { listRedRuns } from './list-red-runs.ts'
import { endTurn, unansweredRuns } from './unanswered-runs.ts'

/** GitHub keeps hook deliveries for three days; a lead that was away longer looks back as far. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000
/**
 * A run that becomes red later than this after it was created (jobs one after another, each up to
 * six hours; a wait for an environment; a rerun, which keeps the time) and of which no webhook tells
 * is found among the newest, or by the nightly look while it is less than three days old.
 */
const LATE_MS_MAX = 7 * HOUR_MS
/** Red runs of one repository that one round takes up; the next rounds take the others. */
const TAKEN_MAX = 100

/**
 * Takes up the red runs of a repository that have no final answer yet, those that nothing has seen
 * before the others; gives back the numbers of all that it saw.
 */
export async function lookAtRuns(
  parts: Parts,
  repo: string,
  nowMs: number,
): Promise<readonly number[]> {
  const { store, github } = parts
  const [from, now] = [lookBack(nowMs), new Date(nowMs).toISOString()]
  const mark = `looked:${repo}`
  const looked = await store.getMark(mark)
  // A time that lies ahead was written by a clock that has been set back since.
  const known = looked === null || looked > now ? from : looked
  const { runs, isAll } = await listRedRuns(github, repo, { from, known })
  const { fresh, seen, isAll: isAllOpen } = await unansweredRuns(parts, repo, runs, nowMs)
  const { taken, failed } = await takeUp(parts, repo, [...fresh, ...seen])
  const last = seen[taken - fresh.length - 1]
  if (last !== undefined) await endTurn(parts, repo, last)
  const left = fresh.length + seen.length - taken
  if (left > 0) await say(parts, repo, `${left} more red runs are left to the next rounds`, nowMs)
  if (!isAll) await say(parts, repo, tooMany(runs.length), nowMs)
  // What could not be read, or was kept back, must be listed again in the next round.
  const isComplete = left === 0 && failed === 0 && isAll && isAllOpen
  if (isComplete) await store.setMark(mark, new Date(nowMs - LATE_MS_MAX).toISOString())
  return runs.map(({ runId }) => runId)
}

/**
 * Counts the red runs of three days that nothing has seen, webhook, delivery, poll or sweep, and
 * takes them up. There should be none.
 */
export async function lookForUnseen(parts: Parts, repo: string, nowMs: number): Promise<void> {
  const from = lookBack(nowMs)
  const { runs, isAll } = await listRedRuns(parts.github, repo, { from, known: from })
  const unseen: WorkflowRun[] = []
  for (const run of runs) {
    const { runId, runAttempt, updatedAt } = run
    if (nowMs - Date.parse(updatedAt) < HOUR_MS) continue
    if ((await parts.store.getIntent(seenKey(repo, runId, runAttempt))) !== null) continue
    await parts.store.countOnce('unseen_runs', runKey(repo, runId, runAttempt))
    unseen.push(run)
  }
  await takeUp(parts, repo, unseen)
  if (!isAll) await say(parts, repo, tooMany(runs.length), nowMs)
}

/** From a whole hour on, so that the question, and with it GitHub's ETag, stays the same a while. */
function lookBack(nowMs: number): string {
  return new Date(Math.floor((nowMs - LOOK_BACK_MS) / HOUR_MS) * HOUR_MS).toISOString()
}

/** Gives back how many were taken up, and how many of these could not be read to the end. */
async function takeUp(parts: Parts, repo: string, runs: readonly WorkflowRun[]) {
  let [taken, failed] = [0, 0]
  for (const { runId, runAttempt, headSha } of runs.slice(0, TAKEN_MAX)) {
    if (isShortOfCalls(parts, repo)) break
    const isDone = await apart(parts, repo, `run ${runId}`, () =>
      handleRun(parts, repo, runId, runAttempt, headSha),
    )
    taken += 1
    if (!isDone) failed += 1
  }
  return { taken, failed }
}

function tooMany(count: number): string {
  return `more red runs of three days than can be listed: all but the newest ${count} are not looked at`
}

/** Once an hour and repository, whatever the number. */
async function say(parts: Parts, repo: string, text: string, nowMs: number): Promise<void> {
  parts.logger.warn({ repo, text }, 'not all red runs are looked at in this round')
  const kind = text.replaceAll(/\d+/g, '')
  const key = `said.${repo}.${Math.floor(nowMs / HOUR_MS)}.${kind}`
  if ((await parts.store.getIntent(key)) !== null) return
  await parts.tell({ kind: 'decision', repo, text })
  await parts.store.putIntent(key, true)
}
