import type { Step } from '../steps/log-step.ts'
import { failingStep } from './failing-step.ts'

/** A job that came to its clean-up without a failed step was green: what it printed is no cause. */
export function hasPassed(steps: readonly Step[]): boolean {
  return steps.some(({ isPost }) => isPost) && failingStep(steps) === null
}
