import type { WorkflowRun } from '@millwright/github'
import { apart } from './apart.ts'
import { handleRun } from './handle-run.ts'
import type { Parts } from './parts.ts'
import { runKey, seenKey } from './run-key.ts'

/** GitHub keeps hook deliveries for three days; a lead that was away longer looks back as far. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000
/** The newest runs of a repository that ended alike, looked at at once. */
const RUNS_MAX = 200
/** As many as GitHub gives out of one question with a filter. */
const NIGHTLY_RUNS_MAX = 1_000
/** A webhook that has not led to anything after so long has not come. */
const WEBHOOK_MS_MAX = 2 * 60 * 1000
const failing = ['failure', 'timed_out', 'startup_failure'] as const

/** Takes up the red runs of a repository that have no final answer yet; gives back all it saw. */
export async function lookAtRuns(
  parts: Parts,
  repo: string,
  nowMs = Date.now(),
): Promise<readonly number[]> {
  const runs = await redRunsOf(parts, repo, RUNS_MAX, nowMs)
  for (const run of runs) {
    const { runId, runAttempt, headSha } = run
    if ((await parts.store.getIntent(runKey(repo, runId, runAttempt))) !== null) continue
    await countMissed(parts, repo, run, nowMs)
    await apart(parts, repo, `run ${runId}`, () =>
      handleRun(parts, repo, runId, runAttempt, headSha),
    )
  }
  return runs.map(({ runId }) => runId)
}

/**
 * Counts the red runs of three days that nothing has seen, webhook, delivery, poll or sweep, and
 * takes them up. There should be none.
 */
export async function lookForUnseen(parts: Parts, repo: string, nowMs = Date.now()): Promise<void> {
  const runs = await redRunsOf(parts, repo, NIGHTLY_RUNS_MAX, nowMs)
  for (const { runId, runAttempt, headSha, updatedAt } of runs) {
    if (nowMs - Date.parse(updatedAt) < HOUR_MS) continue
    if ((await parts.store.getIntent(seenKey(repo, runId, runAttempt))) !== null) continue
    await parts.store.countOnce('unseen_runs', runKey(repo, runId, runAttempt))
    await apart(parts, repo, `run ${runId}`, () =>
      handleRun(parts, repo, runId, runAttempt, headSha),
    )
  }
}

async function redRunsOf(
  { github }: Parts,
  repo: string,
  limit: number,
  nowMs: number,
): Promise<WorkflowRun[]> {
  // From a whole hour on, so that the question, and with it GitHub's ETag, stays the same a while.
  const from = Math.floor((nowMs - LOOK_BACK_MS) / HOUR_MS) * HOUR_MS
  const createdAfter = new Date(from).toISOString()
  const found: WorkflowRun[] = []
  for (const status of failing) {
    found.push(...(await github.listRuns(repo, { createdAfter, status, limit })))
  }
  return found
}

/** A red run that no webhook brought in good time would have gone unseen without a sweep. */
async function countMissed({ store }: Parts, repo: string, run: WorkflowRun, nowMs: number) {
  const { runId, runAttempt, updatedAt } = run
  if (nowMs - Date.parse(updatedAt) < WEBHOOK_MS_MAX) return
  if ((await store.getIntent(seenKey(repo, runId, runAttempt))) !== null) return
  await store.countOnce('missed_runs', runKey(repo, runId, runAttempt))
}
