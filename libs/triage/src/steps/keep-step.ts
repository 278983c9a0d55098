import { STEPS_MAX } from '../limits.ts'
import type { Step } from './log-step.ts'

/** Adds a step; over STEPS_MAX, the oldest that did not fail is forgotten. */
export function keepStep(steps: Step[], step: Step): void {
  steps.push(step)
  if (steps.length <= STEPS_MAX) return
  const oldest = steps.findIndex(({ exitCode, isCancelled }) => exitCode === null && !isCancelled)
  steps.splice(Math.min(oldest === -1 ? 0 : oldest, STEPS_MAX - 1), 1)
}
