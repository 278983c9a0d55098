import type { WorkflowRun } from '@millwright/github'
import type { Parts } from './parts.ts'
import { runKey } from './run-key.ts'

/** `again` is whether the failed jobs are running again; if not, `said` tells why, for people. */
export type Rerun = { again: true } | { again: false; said: string }

/**
 * Has the failed jobs of red runs run again, each as often as `limits.reruns` allows; a run that a
 * person ran again counts as well. `before` is done before the first order.
 * Repeating it changes nothing.
 */
export async function rerunFailed(
  parts: Parts,
  repo: string,
  runs: readonly WorkflowRun[],
  before: () => Promise<void>,
): Promise<Rerun> {
  const { reruns } = parts.config.limits
  if (reruns === 0) return { again: false, said: 'nothing is run again here (limits.reruns: 0)' }
  const due = runs.filter(({ runAttempt }) => runAttempt <= reruns)
  if (due.length > 0) await before()
  const answers = []
  for (const run of due) answers.push(await rerun(parts, repo, run))
  if (answers.includes('asked')) return { again: true }
  if (answers.length === 0) return { again: false, said: 'it is red again when run again' }
  const said = 'GitHub refused to run it again (does the credential have actions: write?)'
  return { again: false, said }
}

/** True when we have ordered the rerun of this very attempt: it is no longer the one that counts. */
export async function isRunAgain(
  { store }: Parts,
  repo: string,
  { runId, runAttempt }: WorkflowRun,
): Promise<boolean> {
  return (await store.getIntent(`reran.${runKey(repo, runId, runAttempt)}`)) === 'asked'
}

async function rerun(parts: Parts, repo: string, { runId, runAttempt }: WorkflowRun) {
  const { store, github } = parts
  const key = runKey(repo, runId, runAttempt)
  const known = await store.getIntent(`reran.${key}`)
  // GitHub may show a run as it was for a while after it took the order.
  if (known === 'asked' || known === 'refused') return known
  const isRepeated = (await store.getIntent(`rerun.${key}`)) !== null
  await store.putIntent(`rerun.${key}`, true)
  const answer = await github.rerunFailedJobs(repo, runId)
  if (answer === 'refused') {
    const now = await github.getRun(repo, runId)
    const isGoing = now.status !== 'completed' || now.runAttempt > runAttempt
    // Whoever was cut off after an order that was taken is refused as well: it waits then.
    if (isGoing || isRepeated) return 'asked'
  }
  await store.putIntent(`reran.${key}`, answer)
  const text = answer === 'asked' ? 'its failed jobs are run again' : 'it cannot be run again'
  await parts.tell({ kind: 'github', repo, text: `run ${runId}: ${text}` })
  return answer
}
