import type { WorkflowRun } from '@millwright/github'
import type { Parts } from '../parts.ts'
import { minutesOf } from '../runs/jobs-of-run.ts'
import { runKey } from '../runs/run-key.ts'
import { whyNoMinutes } from './rerun-minutes.ts'

/** https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs */
const RUN_AGE_MS_MAX = 30 * 24 * 60 * 60 * 1000

/** Why the failed jobs of a run's last attempt are not run again; null when they may be. */
export async function whyNotAgain(
  parts: Parts,
  repo: string,
  run: WorkflowRun,
): Promise<string | null> {
  const { runId, runAttempt, createdAt } = run
  const { reruns } = parts.config.limits
  if (reruns === 0) return 'nothing is run again here (limits.reruns: 0)'
  // A rerun that a person ordered counts as well.
  if (runAttempt > reruns) return 'it is red again when run again'
  if (Date.now() - Date.parse(createdAt) > RUN_AGE_MS_MAX) {
    return 'the run is older than the 30 days in which GitHub runs it again'
  }
  const key = runKey(repo, runId, runAttempt)
  if ((await parts.store.getIntent(`reran.${key}`)) === 'refused') {
    return 'GitHub refused to run it again (does the credential have actions: write?)'
  }
  return whyNoMinutes(parts, { repo, key, minutes: await minutesOf(parts, repo, run) })
}
