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
 * commits of ours that CI has judged meanwhile.
 */
export async function sweep(parts: Parts): Promise<void> {
  const { config, github, store } = parts
  const createdAfter = new Date(Date.now() - LOOK_BACK_MS).toISOString()
  for (const [repo, settings] of Object.entries(config.repositories)) {
    if (settings.mode === 'off') continue
    const runs = await github.listRuns(repo, { createdAfter, limit: RUNS_MAX })
    for (const run of runs.filter(isRed)) {
      if ((await store.getIntent(runKey(repo, run.runId, run.runAttempt))) === null) {
        await handleRun(parts, repo, run.runId, run.runAttempt)
      }
    }
  }
  for (const record of await store.listTasks({ state: 'watching', limit: WATCHED_MAX })) {
    const sha = record.delivery.commit_sha
    if (sha) await settleWatched(parts, record.task.repo, sha)
  }
}

function isRed(run: WorkflowRun): boolean {
  return run.status === 'completed' && run.conclusion !== null && failing.has(run.conclusion)
}
