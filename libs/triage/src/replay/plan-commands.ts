import type { Choice } from '../decide/decide.ts'
import { COMMAND_CHARS_MAX, COMMAND_FILES_MAX } from '../limits.ts'
import { isCommandSafe } from '../packs/capture-type.ts'
import type { Line, Step } from '../steps/log-step.ts'
import { findInvocation } from './find-invocation.ts'
import { findRerun } from './find-rerun.ts'
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
  const folder = invocation?.folder ?? ''
  const facts: CommandFacts = {
    ...{ captures, invocation },
    files: files.slice(0, COMMAND_FILES_MAX).map((file) => below(folder, file)),
  }
  const tool = `${rule.tool ?? ''} ${rule.pack.tool} ${rule.pack.name}`
  const printed = findRerun(tool, linesOf(choice), invocation)
  const own = [printed, renderCommand(rule.replay, facts), invocation?.call ?? null]
  const replay = own.map((command) => inFolder(folder, command)).find((command) => command !== null)
  return {
    replay: replay ?? stepScript(step),
    autofix: inFolder(folder, renderCommand(rule.autofix, facts)),
  }
}

/** Where a tool says how to run again what failed: with the failure, or at its end. */
function linesOf({ hit, siblings, step }: Choice): Line[] {
  return [hit, ...siblings].flatMap((each) => [...each.lines, ...each.after]).concat(step.tail)
}

/** Tools print paths from the folder they ran in, or whole ones that are cut to the checkout. */
function below(folder: string, file: string): string {
  return folder !== '' && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file
}

function inFolder(folder: string, command: string | null): string | null {
  if (command === null) return null
  return withinLimit(folder === '' ? command : `cd ${folder} && ${command}`)
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
