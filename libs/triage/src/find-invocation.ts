import type { LazyPattern } from './lazy-pattern.ts'
import type { Step } from './log-step.ts'
import { simpleCommands } from './simple-commands.ts'

/** How a step called a tool. */
export type Invocation = {
  /** The tool's own command line. */
  command: string
  /** True when a package script ran it, which has `node_modules/.bin` on its path. */
  isScript: boolean
  /** What to type to repeat it unchanged: the command itself, or the call of the script. */
  call: string
}

const packageManager = /^(?:npm|pnpm|yarn|bun)\b/
const onEveryPath = /^(?:node|npm|npx|pnpm|yarn|bun|bunx|sh|bash|make|python3?|\.{1,2}\/)/

/** Finds the command of a step that ran the tool `tool` matches; null when the log shows none. */
export function findInvocation(step: Step, tool: LazyPattern): Invocation | null {
  const commands = simpleCommands(step.command)
  const direct = commands.find((command) => tool.test(command))
  if (direct) return { command: direct, isScript: false, call: direct }
  for (const echo of step.echoes) {
    const command = simpleCommands(echo.command).find((part) => tool.test(part))
    if (!command) continue
    const isScript = !onEveryPath.test(command)
    return {
      command,
      isScript,
      call: scriptCall(commands, echo.script) ?? asScript(command, isScript),
    }
  }
  return null
}

/** A command as it has to be typed outside the package script it was found in. */
export function asScript(command: string, isScript: boolean): string {
  return isScript ? `npx -c ${quote(command)}` : command
}

/** The words of a command without the paths and globs it was given. */
export function withoutPaths(command: string): string {
  const words = command.split(/ +/)
  const kept = words.filter((word, index) => {
    if (index === 0 || word.startsWith('-')) return true
    return takesValue.has(words[index - 1] ?? '') || !/[/*]|^\.+$|\.[a-z]{1,4}$/.test(word)
  })
  return kept.join(' ')
}

/** Quotes one argument for a POSIX shell; plain words stay as they are. */
export function quote(argument: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", "'\\''")}'`
}

/** Options of the tools we know whose value is the next word. */
const takesValue = new Set([
  '--import',
  '--require',
  '-r',
  '--loader',
  '--config',
  '-c',
  '--project',
  '-p',
  '--root',
  '--rootDir',
  '--config-file',
  '--env-file',
  '--test-reporter',
])

function scriptCall(commands: readonly string[], script: string): string | undefined {
  if (!script) return undefined
  return commands.find((c) => packageManager.test(c) && c.split(/ +/).includes(script))
}
