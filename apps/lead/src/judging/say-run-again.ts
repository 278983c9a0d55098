import type { WorkflowRun } from '@millwright/github'
import { failureId } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { isWithoutRed } from '../runs/jobs-of-run.ts'
import { runKey, seenKey } from '../runs/run-key.ts'
import { isOrdered } from './rerun-failed.ts'

/** Puts on record that a red attempt was not looked at because a further one has begun. */
export async function sayRunAgain(
  parts: Parts,
  repo: string,
  run: WorkflowRun,
  runAttempt: number,
): Promise<void> {
  const { store, tell } = parts
  const { runId, headSha, pulls } = run
  if ((await store.getIntent(seenKey(repo, runId, runAttempt))) !== null) return
  // Its failures were told that they wait for this very rerun, and hear of its end.
  if (await isOrdered(parts, runKey(repo, runId, runAttempt))) return
  if (await isWithoutRed(parts, repo, { runId, runAttempt })) return
  const reason = `attempt ${runAttempt} of run ${runId} is left alone: attempt ${run.runAttempt} has begun, and counts when it ends`
  const [pr_number] = pulls
  const place = { repo, ...(pr_number !== undefined && { pr_number }) }
  const decided = await store.addDecision({
    failure_id: failureId({ repo, run_id: runId, run_attempt: runAttempt, job_id: 0 }),
    ...place,
    ...{ head_sha: headSha, task_id: null, answer: 'skip', reason },
    rules: [{ rule: 'newer-run', answer: 'skip', reason }],
    at: new Date().toISOString(),
  })
  if (decided === 'added') await tell({ kind: 'decision', ...place, text: `skip, ${reason}` })
}
