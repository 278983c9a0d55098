import type { WorkflowRun } from '@millwright/github'
import type { Parts } from '../parts.ts'
import { minutesOf } from '../runs/jobs-of-run.ts'
import { runKey } from '../runs/run-key.ts'
import { giveMinutesBack, setMinutesAside } from './rerun-minutes.ts'
import { whyNotAgain } from './why-not-again.ts'

/** `again` is whether the failed jobs are running again; if not, `said` tells why, for people. */
export type Rerun = { again: true } | { again: false; said: string }

/** So long GitHub may show a run as it was before it took an order; a refusal says little until then. */
const SHOWN_LATE_MS_MAX = 10 * 60 * 1000

/**
 * Has the failed jobs of red runs run again, each as often as `limits.reruns` and the minutes of CI
 * allow. `before` is done before the first order. Repeating it changes nothing.
 */
export async function rerunFailed(
  parts: Parts,
  repo: string,
  runs: readonly WorkflowRun[],
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<Rerun> {
  let again = false
  let said: string | null = null
  for (const run of runs) {
    const turn = `rerun ${runKey(repo, run.runId, run.runAttempt)}`
    const objection = await parts.inTurn(turn, () => rerun(parts, repo, run, again ? null : before))
    again ||= objection === null
    said ??= objection
  }
  return again ? { again } : { again, said: said ?? 'there is nothing to run again' }
}

/** True when we have ordered the rerun of this very attempt: it is no longer the one that counts. */
export async function isRunAgain(
  { store }: Parts,
  repo: string,
  { runId, runAttempt }: WorkflowRun,
): Promise<boolean> {
  return (await store.getIntent(`reran.${runKey(repo, runId, runAttempt)}`)) === 'asked'
}

/** True when it was we who wanted this attempt run again, whether or not we saw it begin. */
export async function isOrdered({ store }: Parts, runAttemptKey: string): Promise<boolean> {
  return (await store.getIntent(`rerun.${runAttemptKey}`)) !== null
}

/** Null once the run is ordered again; else why it is not. */
async function rerun(
  parts: Parts,
  repo: string,
  run: WorkflowRun,
  before: (() => Promise<void>) | null,
): Promise<string | null> {
  // GitHub may show a run as it was for a while after it took the order.
  if (await isRunAgain(parts, repo, run)) return null
  const key = runKey(repo, run.runId, run.runAttempt)
  const minutes = await minutesOf(parts, repo, run)
  const objection = await whyNotAgain(parts, repo, run)
  if (objection !== null) return objection
  await before?.()
  if (!(await setMinutesAside(parts, { repo, key, minutes }))) return whyNotAgain(parts, repo, run)
  await order(parts, repo, run, key)
  return whyNotAgain(parts, repo, run)
}

async function order(parts: Parts, repo: string, run: WorkflowRun, key: string): Promise<void> {
  const { store, github } = parts
  const { runId, runAttempt } = run
  const isRepeated = (await store.getIntent(`rerun.${key}`)) !== null
  const begun = await store.putIntent(`rerun.${key}`, new Date().toISOString())
  const answer = await github.rerunFailedJobs(repo, runId)
  if (answer === 'refused') {
    const now = await github.getRun(repo, runId)
    if (now.status !== 'completed' || now.runAttempt > runAttempt) return
    // Whoever was cut off after an order that was taken is refused as well: it waits then.
    if (isRepeated && msSince(begun) < SHOWN_LATE_MS_MAX) return
    await giveMinutesBack(parts, repo, key)
  }
  await store.putIntent(`reran.${key}`, answer)
  const text = answer === 'asked' ? 'its failed jobs are run again' : 'it cannot be run again'
  await parts.tell({ kind: 'github', repo, text: `run ${runId}: ${text}` })
}

function msSince(begun: unknown): number {
  return typeof begun === 'string' ? Date.now() - Date.parse(begun) : SHOWN_LATE_MS_MAX
}
