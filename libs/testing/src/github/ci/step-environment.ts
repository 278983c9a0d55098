import { evaluateAll } from './evaluate.ts'
import { contextsOf, type JobContext } from './job-context.ts'
import type { StepPlan } from './workflow.ts'

/** What the workflow, the job and the step say, the nearest last. */
export function stepEnvironment(context: JobContext, step: StepPlan): Record<string, string> {
  let env: Record<string, string> = {}
  for (const level of [context.workflow.env, context.plan.env, step.env]) {
    env = { ...env, ...evaluateAll(level, contextsOf(context, env)) }
  }
  return env
}

/** The same as the log shows it; nothing when there is none. */
export function environmentLines(context: JobContext, step: StepPlan): string[] {
  const entries = Object.entries(stepEnvironment(context, step))
  return entries.length === 0
    ? []
    : ['env:', ...entries.map(([name, value]) => `  ${name}: ${value}`)]
}
