import type { WorkflowRun } from '@millwright/github'
import { failureId, type RuleAnswer } from '@millwright/protocol'
import type { FailureRecord } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { redJobIds } from '../runs/jobs-of-run.ts'
import { runKey } from '../runs/run-key.ts'
import { aboutFailure } from '../telling/about-failure.ts'
import { isOrdered } from './rerun-failed.ts'

/**
 * Says of the failures that waited for a rerun of ours what came of it; a rerun that is red has
 * failures of its own. Repeating it changes nothing.
 */
export async function closeRerun(parts: Parts, repo: string, run: WorkflowRun): Promise<void> {
  const { runId, runAttempt } = run
  const before = runAttempt - 1
  if (before < 1 || !(await isOrdered(parts, runKey(repo, runId, before)))) return
  for (const jobId of await redJobIds(parts, repo, { runId, runAttempt: before })) {
    const key = { repo, run_id: runId, run_attempt: before, job_id: jobId }
    const record = await parts.store.getFailure(failureId(key))
    if (record?.answer === 'wait') await close(parts, record, reasonOf(run))
  }
}

async function close(parts: Parts, record: FailureRecord, reason: string): Promise<void> {
  const { failure } = record
  const { repo, job_name, pr_number } = failure
  const answer: RuleAnswer = { rule: 'rerun-first', answer: 'skip', reason }
  const at = new Date().toISOString()
  const decision = {
    ...aboutFailure(failure),
    task_id: null,
    answer: answer.answer,
    reason,
    rules: [answer],
    at,
  }
  if ((await parts.store.addDecision(decision)) === 'added') {
    const place = { repo, ...(pr_number !== undefined && { pr_number }) }
    await parts.tell({ kind: 'decision', ...place, text: `${job_name}: skip, ${reason}` })
  }
  await parts.store.saveFailure({ ...record, answer: 'skip' })
}

function reasonOf({ conclusion, runAttempt }: WorkflowRun): string {
  if (conclusion === 'success') {
    return `green when run again (attempt ${runAttempt}): kept as evidence that it is flaky, which is no proof`
  }
  return `run again: attempt ${runAttempt} ended as ${conclusion ?? 'nothing'}, and is looked at instead`
}
