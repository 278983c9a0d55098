import type { WorkflowRun } from '@millwright/github'
import { handleRun } from './handle-run.ts'
import type { Parts } from './parts.ts'
import { runKey } from './run-key.ts'
import { settleWatched } from './settle-watched.ts'

/** GitHub keeps hook deliveries for three days; a lead that was away longer looks back as far. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60 * 1000
/** The newest runs of a repository that one sweep looks at, and tasks waiting for CI. */
const RUNS_MAX = 200
const WATCHED_MAX = 500
const failing = new Set(['failure', 'timed_out', 'startup_failure'])

/**
 * Finds what no webhook told: red runs without an answer, runs whose answer was `wait`, and
 * commits of ours that CI has judged meanwhile. What goes wrong with one of them is told and does
 * not keep the others waiting.
 */
export async function sweep(parts: Parts): Promise<void> {
  const { config, store } = parts
  for (const [repo, { mode }] of Object.entries(config.repositories)) {
    if (mode === 'off') continue
    await apart(parts, repo, 'the sweep of a repository', () => sweepRepository(parts, repo))
  }
  for (const { task, delivery } of await store.listTasks({
    state: 'watching',
    limit: WATCHED_MAX,
  })) {
    const sha = delivery.commit_sha
    if (sha === null) continue
    await apart(parts, task.repo, 'a look at CI', () => settleWatched(parts, task.repo, sha))
  }
}

async function sweepRepository(parts: Parts, repo: string): Promise<void> {
  const createdAfter = new Date(Date.now() - LOOK_BACK_MS).toISOString()
  const runs = await parts.github.listRuns(repo, { createdAfter, limit: RUNS_MAX })
  for (const { runId, runAttempt } of runs.filter(isRed)) {
    if ((await parts.store.getIntent(runKey(repo, runId, runAttempt))) !== null) continue
    await apart(parts, repo, `run ${runId}`, () => handleRun(parts, repo, runId, runAttempt))
  }
}

async function apart(parts: Parts, repo: string, what: string, work: () => Promise<void>) {
  try {
    await work()
  } catch (err) {
    parts.logger.warn({ err, repo, what }, 'not done in this sweep, tried again in the next')
  }
}

function isRed(run: WorkflowRun): boolean {
  return run.status === 'completed' && run.conclusion !== null && failing.has(run.conclusion)
}
