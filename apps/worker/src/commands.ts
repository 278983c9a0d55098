import type { Task } from '@millwright/protocol'
import type { Attempt } from './attempt.ts'

/** The longest that one command of the repository may run. */
export const COMMAND_MS_MAX = 600_000
/** The same where the failure is only looked into: what hangs for two minutes hangs. */
export const LOOK_COMMAND_MS_MAX = 120_000

/** The commands that show the failure. */
export function replayCommands({ inputs, validation }: Task): string[] {
  return inputs.diagnosis.replay === null ? validation : [inputs.diagnosis.replay]
}

/** The commands that must be green at the end. */
export function validationCommands(task: Task): string[] {
  return [...new Set([...replayCommands(task), ...task.validation])]
}

/** The step's own command, where the failure is repeated by less than it; else null. */
export function wholeCommand(task: Task): string | null {
  const { command } = task.inputs.diagnosis.step
  // A script of several lines is no test run, and what the runner has hidden cannot be run.
  const isOne = command !== '' && !command.includes('\n') && !command.includes('***')
  return isOne && !validationCommands(task).includes(command) ? command : null
}

/** How long a command that starts now may run: no longer than the attempt itself, in ms. */
export function commandMs({ deadlineMs }: Attempt, mostMs = COMMAND_MS_MAX): number {
  return Math.max(1, Math.min(mostMs, deadlineMs - Date.now()))
}
