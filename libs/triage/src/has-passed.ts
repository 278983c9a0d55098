import { failingStep } from './failing-step.ts'
import type { Step } from './log-step.ts'

/** A job that came to its clean-up without a failed step was green: what it printed is no cause. */
export function hasPassed(steps: readonly Step[]): boolean {
  return steps.some(({ isPost }) => isPost) && failingStep(steps) === null
}
