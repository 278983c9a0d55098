import type { LazyPattern } from '../patterns/lazy-pattern.ts'
import type { Step } from '../steps/log-step.ts'
import { simpleCommands } from './simple-commands.ts'

/** How a step called a tool. */
export type Invocation = {
  /** The tool's own command line. */
  command: string
  /** Where the tool's own arguments begin in its command line. */
  argumentsAt: number
  /** True when a package script ran it, which has `node_modules/.bin` on its path. */
  isScript: boolean
  /** What to type to repeat it unchanged: the command itself, or the call of the script. */
  call: string
  /** The folder that the script went to before; empty for the repository's own. */
  folder: string
}

const packageManager = /^(?:npm|pnpm|yarn|bun)\b/
/** Programs that are no package's scripts, whoever prints `$ command` before running them. */
const onEveryPath =
  /^(?:node|npm|npx|pnpm|yarn|bun|bunx|sh|bash|make|python3?|pip3?|pytest|tox|nox|nosetests|mvn|gradle|ant|sbt|cargo|go|bundle|rake|rspec|php|composer|dotnet|cmake|ctest|ninja|mix|swift|\.{1,2}\/)(?:\s|$)|^\.{1,2}\//
/** Calls of one tool in one script that are repeated together, since any of them may have failed. */
const CALLS_MAX = 5

/** Finds the command of a step that ran the tool `tool` matches; null when the log shows none. */
export function findInvocation(step: Step, tool: LazyPattern): Invocation | null {
  const commands = simpleCommands(step.command)
  const direct = commands.filter((command) => tool.test(command))
  const [command] = direct
  if (command) {
    // The runner stops at the first that fails, and so does the repetition.
    const call = direct.slice(0, CALLS_MAX).join(' && ')
    const folder = folderBefore(commands.slice(0, commands.indexOf(command)))
    return { ...called(direct.at(-1) ?? command, tool), isScript: false, call, folder }
  }
  // Composer echoes its scripts as npm does, but puts other programs on their path.
  if (commands.some((part) => /^composer\b/.test(part))) return null
  for (const echo of step.echoes) {
    const found = simpleCommands(echo.command).find((part) => tool.test(part))
    if (!found) continue
    const isScript = !onEveryPath.test(found)
    const call = scriptCall(commands, echo.script)
    const folder = call ? folderBefore(commands.slice(0, commands.indexOf(call))) : ''
    return { ...called(found, tool), isScript, call: call ?? asScript(found, isScript), folder }
  }
  return null
}

function called(command: string, tool: LazyPattern): Pick<Invocation, 'command' | 'argumentsAt'> {
  const matcher = tool.matcher(command)
  return { command, argumentsAt: matcher.find() ? matcher.end() : command.length }
}

/** Where the last `cd` of a script leads, when it names a folder below the checkout. */
function folderBefore(commands: readonly string[]): string {
  const last = commands.findLast((command) => command.startsWith('cd '))
  const folder = /^cd (?:\.\/)?([A-Za-z0-9_@][A-Za-z0-9_@./-]{0,200}?)\/?$/.exec(last ?? '')?.[1]
  return folder === undefined || folder.includes('..') ? '' : folder
}

/** A command as it has to be typed outside the package script it was found in. */
export function asScript(command: string, isScript: boolean): string {
  return isScript ? `npx -c ${quote(command)}` : command
}

/** Quotes one argument for a POSIX shell; plain words stay as they are. */
export function quote(argument: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", "'\\''")}'`
}

function scriptCall(commands: readonly string[], script: string): string | undefined {
  if (!script) return undefined
  return commands.find((c) => packageManager.test(c) && c.split(/ +/).includes(script))
}
