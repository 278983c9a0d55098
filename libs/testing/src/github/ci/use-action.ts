import { checkout, checkoutInputs } from './checkout.ts'
import type { JobContext } from './job-context.ts'
import type { JobLog } from './job-log.ts'
import { environmentLines } from './step-environment.ts'
import type { StepPlan } from './workflow.ts'

/** The two actions that the stand-in knows; throws for any other. */
export async function useAction(
  context: JobContext,
  log: JobLog,
  step: StepPlan,
): Promise<'success'> {
  const action = step.uses ?? ''
  const inputs = Object.entries(step.with ?? {}).map(([name, value]) => `  ${name}: ${value}`)
  if (/^actions\/checkout@/.test(action)) {
    log.group(`Run ${action}`, [
      'with:',
      ...checkoutInputs(context),
      ...environmentLines(context, step),
    ])
    await checkout(context, log)
    return 'success'
  }
  if (!isSetUpNode(action)) throw new Error(`Unable to resolve action ${action}`)
  log.group(`Run ${action}`, ['with:', ...inputs, ...environmentLines(context, step)])
  log.group('Environment details', [`node: ${process.version}`])
  return 'success'
}

export function isSetUpNode(action: string): boolean {
  return action.startsWith('actions/setup-node@')
}
