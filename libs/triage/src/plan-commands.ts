import { isCommandSafe } from './capture-type.ts'
import type { Choice } from './decide.ts'
import { findInvocation } from './find-invocation.ts'
import { COMMAND_CHARS_MAX, COMMAND_FILES_MAX } from './limits.ts'
import type { Step } from './log-step.ts'
import { type CommandFacts, renderCommand } from './render-command.ts'

export type Commands = { replay: string | null; autofix: string | null }

/**
 * The commands that repeat and that settle a failure. Whatever else of the log stands in them came
 * through a typed capture or is the step's own script; both run inside the jail only.
 */
export function planCommands(choice: Choice, files: readonly string[]): Commands {
  const { hit, step } = choice
  const { rule } = hit
  const captures = Object.fromEntries(
    Object.entries(hit.captures).filter(([name]) => {
      const type = rule.captures[name]
      return type !== undefined && isCommandSafe(type)
    }),
  )
  const invocation = rule.pack.invocation ? findInvocation(step, rule.pack.invocation) : null
  const facts: CommandFacts = { captures, invocation, files: files.slice(0, COMMAND_FILES_MAX) }
  const narrowed = withinLimit(renderCommand(rule.replay, facts))
  const replay = narrowed ?? withinLimit(invocation?.call ?? null) ?? stepScript(step)
  return { replay, autofix: withinLimit(renderCommand(rule.autofix, facts)) }
}

function withinLimit(command: string | null): string | null {
  return command !== null && command.length <= COMMAND_CHARS_MAX ? command : null
}

/**
 * The whole script of a step, as the runner would run it: it stops at the first command that fails.
 * Null for an action, for a script that was cut, and for one in which the runner hid a secret.
 */
export function stepScript(step: Pick<Step, 'command'>): string | null {
  const { command } = step
  if (command === '' || command.length + 10 > COMMAND_CHARS_MAX || command.includes('***'))
    return null
  return command.includes('\n') ? `set -e\n${command}` : command
}
