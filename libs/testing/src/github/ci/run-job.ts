import { mkdir, rm } from 'node:fs/promises'
import type { Conclusion, Job, Step } from '../run.ts'
import { timestamp } from '../timestamp.ts'
import { postCheckout } from './checkout.ts'
import type { JobContext } from './job-context.ts'
import type { JobLog } from './job-log.ts'
import { killGroup } from './run-script.ts'
import { runStep, type StepEnd, stepName } from './run-step.ts'
import { writeSetUp } from './set-up-job.ts'
import type { StepPlan } from './workflow.ts'

const MINUTE_MS = 60_000
/** What `always()` steps get after the job's own time is over. */
const LAST_STEPS_MS = 60_000

/**
 * Runs the steps of one job on this machine and gives back the conclusion that their exit codes
 * make: a step that ran out of its time fails the job, a job that ran out of its own is cancelled.
 */
export async function runJob(
  context: JobContext,
  log: JobLog,
  closing: AbortSignal,
): Promise<Conclusion> {
  const { job, plan, places } = context
  const groups: number[] = []
  let end: StepEnd = 'success'
  await mkdir(places.workspace, { recursive: true })
  await mkdir(places.temp, { recursive: true })
  const deadline = AbortSignal.timeout(plan['timeout-minutes'] * MINUTE_MS)
  try {
    const setUp = beginStep(job, 1, 'Set up job')
    writeSetUp(context, log)
    finishStep(setUp, 'success')
    for (const [index, step] of plan.steps.entries()) {
      const record = beginStep(job, index + 2, stepName(step))
      if (!mayRun(step, end)) {
        finishStep(record, 'skipped')
        continue
      }
      const limit = end === 'cancelled' ? AbortSignal.timeout(LAST_STEPS_MS) : deadline
      const signal = AbortSignal.any([limit, closing])
      const stepEnd = await runStep({ context, log, step, number: index + 2, signal, groups })
      finishStep(record, stepEnd)
      if (end === 'success' && !step['continue-on-error']) end = stepEnd
    }
    await finishJob(context, log, groups)
    return end
  } finally {
    for (const group of groups) killGroup(group, 'SIGKILL')
    await rm(places.home, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Of `if:` only the status functions are understood; anything else counts as `success()`. */
function mayRun(step: StepPlan, end: StepEnd): boolean {
  const condition = String(step.if ?? '')
  if (condition.includes('always()')) return true
  return condition.includes('failure()') ? end === 'failure' : end === 'success'
}

async function finishJob(context: JobContext, log: JobLog, groups: readonly number[]) {
  const { plan, job } = context
  const count = plan.steps.length
  for (const [index, step] of [...plan.steps.entries()].toReversed()) {
    if (!step.uses?.startsWith('actions/checkout@')) continue
    const record = beginStep(job, 2 * count + 1 - index, `Post ${stepName(step)}`)
    await postCheckout(context, log)
    finishStep(record, 'success')
  }
  const last = beginStep(job, 2 * count + 2, 'Complete job')
  log.line('Cleaning up orphan processes')
  for (const group of groups) {
    if (killGroup(group, 'SIGKILL')) log.line(`Terminate orphan process: pid (${group})`)
  }
  finishStep(last, 'success')
}

function beginStep(job: Job, number: number, name: string): Step {
  const startedAt = timestamp()
  const step: Step = {
    number,
    name,
    status: 'in_progress',
    conclusion: null,
    startedAt,
    completedAt: null,
  }
  job.steps.push(step)
  return step
}

function finishStep(step: Step, conclusion: StepEnd | 'skipped'): void {
  step.status = 'completed'
  step.conclusion = conclusion
  step.completedAt = timestamp()
}
