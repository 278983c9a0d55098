import { type Choice, decide } from '@millwright/dispatch'
import type { Decision, Diagnosis, Failure, RuleAnswer } from '@millwright/protocol'
import { incidentKey } from '../incidents/incident-key.ts'
import { noteIncident } from '../incidents/note-incident.ts'
import { rerunFacts } from '../judging/rerun-facts.ts'
import type { Parts } from '../parts.ts'
import { openTask } from '../tasks/open-task.ts'
import { aboutFailure } from '../telling/about-failure.ts'
import { diagnoseJob } from './diagnose-job.ts'
import { gatherFacts, type Place } from './gather-facts.ts'
import { overdraftOf } from './overdraft-of.ts'
import { recallHistory } from './recall-history.ts'

/** Of a decision; `rerun` is a `wait` for a rerun that is now to be ordered. */
export type FailureAnswer = RuleAnswer['answer'] | 'rerun'

/**
 * Takes one failed job from its log to a recorded decision and, where the decision is to act, to a
 * task. Repeating it changes nothing: the failure, its decision and its task have fixed names, and
 * the failure is filed last, so that whatever was cut off is done again.
 */
export async function handleFailure(
  parts: Parts,
  failure: Failure,
  place: Place,
): Promise<FailureAnswer> {
  const known = await parts.store.getFailure(failure.failure_id)
  const diagnosis = known?.diagnosis ?? (await diagnoseJob(parts, failure))
  if (known?.task_id) {
    // The task was written by whoever filed this: no more than what a crash left undone is missing.
    const acting = { failure, diagnosis, verdict: known.verdict, isCritical: false, spent: null }
    await openTask(parts, { ...acting, isReportOnly: place.pull?.isFork ?? false })
    return 'act'
  }
  const incident = `incident ${failure.repo} ${incidentKey(failure, diagnosis)}`
  return parts.inTurn(incident, () => judge(parts, failure, diagnosis, place))
}

async function judge(
  parts: Parts,
  failure: Failure,
  diagnosis: Diagnosis,
  place: Place,
): Promise<FailureAnswer> {
  const { run, pull } = place
  const history = await recallHistory(parts, failure, diagnosis)
  const rerun = await rerunFacts(parts, run, failure, diagnosis)
  const isReportOnly = pull?.isFork ?? false
  const overdraft = await overdraftOf(
    parts,
    { failure, verdict: diagnosis.verdict, isReportOnly },
    diagnosis,
  )
  const gathered = await gatherFacts(parts, failure, diagnosis, place, history)
  const facts = { ...gathered, rerun, overdraft }
  const choice = decide(facts)
  const { answer, verdict, spent } = choice
  const isCritical = facts.isDefaultBranch
  const acting = { failure, diagnosis, verdict, isReportOnly, isCritical, spent }
  // First, so that whoever hears of the task finds its incident.
  const hasNote = await noteIncident(parts, acting, choice)
  const task_id = answer === 'act' ? await openTask(parts, acting) : null
  await record(parts, failure, choice, task_id)
  if (hasNote) await queueNote(parts, failure, answer)
  await parts.store.saveFailure({ failure, diagnosis, task_id, verdict, answer, history })
  return choice.decidedBy === 'rerun-first' ? 'rerun' : answer
}

/** On a pull request alone: a branch has no conversation. */
async function queueNote({ queues }: Parts, { failure_id, pr_number }: Failure, answer: string) {
  if (pr_number === undefined) return
  await queues.deliveries.add({ kind: 'note', failure_id }, `note.${failure_id}.${answer}`)
}

async function record(parts: Parts, failure: Failure, choice: Choice, task_id: string | null) {
  const decision: Decision = {
    ...aboutFailure(failure),
    task_id,
    answer: choice.answer,
    reason: choice.reason,
    rules: choice.rules,
    at: new Date().toISOString(),
  }
  if ((await parts.store.addDecision(decision)) === 'unchanged') return
  const { repo, job_name, pr_number } = failure
  const text = `${job_name}: ${choice.answer}, ${choice.reason}`
  const place = { ...(task_id && { task_id }), ...(pr_number !== undefined && { pr_number }) }
  await parts.tell({ kind: 'decision', repo, ...place, text })
}
