import type { Pull, WorkflowRun } from '@millwright/github'
import type { FailureRecord } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { diagnoseJob } from './diagnose-job.ts'
import { failuresOf } from './failures-of.ts'
import { isSameWorkflow } from './is-same-workflow.ts'
import { failing } from './jobs-of-run.ts'

/** The red runs of one commit that are looked into. */
const RED_RUNS_MAX = 20

/** The runs that are red as they stand now. */
export function redRuns(runs: readonly WorkflowRun[]): WorkflowRun[] {
  return runs.filter(({ conclusion }) => failing.has(conclusion ?? '')).slice(0, RED_RUNS_MAX)
}

/**
 * What the failed jobs of these runs failed of. A job that nobody has diagnosed yet is diagnosed
 * and filed as one that waits; the decision about it is made elsewhere.
 */
export async function redCauses(
  parts: Parts,
  repo: string,
  runs: readonly WorkflowRun[],
  pull: Pull | null,
): Promise<FailureRecord[]> {
  const causes: FailureRecord[] = []
  for (const run of redRuns(runs)) {
    for (const failure of await failuresOf(parts, repo, run, pull)) {
      const known = await parts.store.getFailure(failure.failure_id)
      if (known) {
        causes.push(known)
        continue
      }
      const diagnosis = await diagnoseJob(parts, failure)
      const { verdict } = diagnosis
      const record = { failure, diagnosis, task_id: null, verdict, answer: 'wait' as const }
      await parts.store.saveFailure(record)
      causes.push(record)
    }
  }
  return causes
}

/** A cause that no rule knows has no name that would be the same again, so its job stands for it. */
export function isSameCause(a: FailureRecord, b: FailureRecord): boolean {
  if (a.diagnosis.fingerprint === b.diagnosis.fingerprint) return true
  const isUnknown = a.diagnosis.rule === 'none' && b.diagnosis.rule === 'none'
  const isSameJob =
    a.failure.job_name === b.failure.job_name && isSameWorkflow(a.failure, b.failure)
  return isUnknown && isSameJob
}
