import type { WorkflowRun } from '@millwright/github'
import { settleGreen } from '../incidents/settle-incidents.ts'
import { closeRerun } from '../judging/close-rerun.ts'
import { isRunAgain } from '../judging/rerun-failed.ts'
import { sayRunAgain } from '../judging/say-run-again.ts'
import { settleWatched } from '../judging/settle-watched.ts'
import type { Parts } from '../parts.ts'
import { failuresOf } from './failures-of.ts'
import { rememberGreen } from './green-runs.ts'
import { handleFailures } from './handle-failures.ts'
import { failing } from './jobs-of-run.ts'
import { markFlaky } from './mark-flaky.ts'
import { newerRunOf } from './newer-run.ts'
import { pullOf } from './pull-of.ts'
import { readRun } from './read-run.ts'
import { runKey, seenKey } from './run-key.ts'

/** Neither green nor red: somebody chose to stop it, or must choose to go on. */
const undecided = new Set(['cancelled', 'stale', 'action_required'])

/**
 * Reads one completed run again and hands each failed job on; settles a task that waits for it.
 * `shaHint` is the commit that the run is said to be of.
 */
export async function handleRun(
  parts: Parts,
  repo: string,
  runId: number,
  runAttempt: number,
  shaHint: string | null = null,
): Promise<void> {
  if (!parts.config.repositories[repo]) {
    const text = `run ${runId} left alone: the repository is not in the configuration`
    return parts.tell({ kind: 'decision', repo, text })
  }
  // What was answered stays answered, whatever has changed since: a delivery may come days late.
  if ((await parts.store.getIntent(runKey(repo, runId, runAttempt))) !== null) return
  const { run, all, isSettled } = await readRun(parts, repo, { runId, runAttempt, shaHint })
  if (run.runAttempt > runAttempt) return sayRunAgain(parts, repo, run, runAttempt)
  if (run.status !== 'completed') return
  await countRun(parts, repo, run)
  if (!isSettled) await settleWatched(parts, repo, run.headSha)
  if (await isRunAgain(parts, repo, run)) {
    await parts.store.putIntent(seenKey(repo, runId, run.runAttempt), 'seen')
    return
  }
  if (run.conclusion === 'success') {
    await rememberGreen(parts, repo, run)
    await settleGreen(parts, repo, run)
  }
  if (run.conclusion === 'success' && run.runAttempt > 1) await markFlaky(parts, repo, run)
  await closeRerun(parts, repo, run)
  if (run.conclusion === null || !failing.has(run.conclusion)) {
    return sayLeftAlone(parts, repo, run)
  }
  await parts.store.putIntent(seenKey(repo, runId, run.runAttempt), 'seen')
  const pull = await pullOf(parts, repo, run)
  const failures = await failuresOf(parts, repo, run, pull)
  const isAnswered = await handleFailures(parts, {
    run,
    pull,
    failures,
    newerRun: newerRunOf(run, all),
  })
  if (isAnswered) await parts.store.putIntent(runKey(repo, runId, run.runAttempt), 'answered')
}

/** How often a repository is red is told from all of its runs, not from those we act on. */
async function countRun({ store }: Parts, repo: string, run: WorkflowRun): Promise<void> {
  const { runId, runAttempt, conclusion } = run
  const isRed = conclusion !== null && failing.has(conclusion)
  if (!isRed && conclusion !== 'success') return
  await store.countRun(repo, `${runId}.${runAttempt}`, isRed ? 'red' : 'green')
}

/** A run that was stopped is no failure, and yet not green: it is named. */
async function sayLeftAlone(parts: Parts, repo: string, run: WorkflowRun): Promise<void> {
  const { runId, conclusion, headSha } = run
  if (conclusion === null || !undecided.has(conclusion)) return
  const text = `run ${runId} of ${headSha.slice(0, 7)} left alone: it is ${conclusion}, not failed`
  await parts.tell({ kind: 'decision', repo, text })
}
