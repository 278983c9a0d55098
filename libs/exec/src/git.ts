import { gitDrivers } from './git-drivers.ts'
import { gitEnvironment } from './git-environment.ts'
import { hideToken } from './hide-token.ts'
import { run } from './run.ts'
import type { ExecResult } from './run-options.ts'

/** How long one git command may take, in milliseconds, unless told otherwise. */
const GIT_TIMEOUT_MS = 120_000
/** How much of each stream of one git command is kept, in bytes, unless told otherwise. */
const GIT_OUTPUT_BYTES_MAX = 10_000_000

export type GitOptions = {
  cwd?: string | undefined
  gitDir?: string | undefined
  workTree?: string | undefined
  /** Added to the hardened environment; cannot loosen it. */
  env?: Readonly<Record<string, string>> | undefined
  /** Default 2 minutes. */
  timeoutMs?: number | undefined
  signal?: AbortSignal | undefined
  stdin?: string | Buffer | undefined
  /** Sent as HTTP credentials to the server named in `args`; stands in no argument and no file. */
  token?: string | undefined
  /** Default 10 MB for each stream. */
  outputBytesMax?: number | undefined
  /**
   * Allows `file://` addresses and plain paths, not only HTTP(S). The other repository then acts
   * by its own configuration and hooks, as a server would: never allow it for an untrusted one.
   */
  allowFile?: boolean | undefined
  /**
   * Says that nobody but us writes the configuration and that it names no driver, which spares
   * asking for them. Default false: a repository from elsewhere is asked each time.
   */
  hasOwnConfig?: boolean | undefined
  /** Put before `git`: a program that runs it, such as `flock FILE`. */
  launcher?: readonly string[] | undefined
}

/**
 * Runs one git command that executes nothing a repository names: no hook, file system monitor,
 * filter, diff or merge driver, credential helper, pager, editor, ssh or `ext::` command, and
 * that reads no system, global or user configuration. Asks nobody for anything.
 * `args` starts with the subcommand. A non-zero exit is a value, as with `run`.
 * @throws ExecError when git cannot be started.
 * @throws RangeError when `args` starts with an option, or the token is no header value.
 */
export async function git(args: readonly string[], options: GitOptions = {}): Promise<ExecResult> {
  const [command = ''] = args
  // Options before the subcommand (-c, --exec-path, --git-dir) could undo the hardening.
  if (!/^[a-z]/.test(command)) throw new RangeError(`git: "${command}" is not a subcommand`)
  const limits = {
    cwd: options.cwd,
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? GIT_TIMEOUT_MS,
    outputBytesMax: options.outputBytesMax ?? GIT_OUTPUT_BYTES_MAX,
  }
  const drivers =
    options.hasOwnConfig === true
      ? []
      : await gitDrivers(command, { ...limits, env: gitEnvironment([], options, []) })
  const result = await run([...(options.launcher ?? []), 'git', ...withSwitches(args)], {
    ...limits,
    env: gitEnvironment(args, options, drivers),
    stdin: options.stdin,
  })
  return options.token === undefined ? result : hideToken(result, options.token)
}

/** What these commands must be told each time, because configuration cannot be overruled there. */
const switches: Readonly<Record<string, readonly string[]>> = {
  // A driver with an empty command would make comparing fail.
  ...switchesOf('diff diff-tree diff-index diff-files log show format-patch', [
    '--no-ext-diff',
    '--no-textconv',
  ]),
  // Of several programs configured for the other end, git takes the first.
  ...switchesOf('clone fetch ls-remote', ['--upload-pack=git-upload-pack']),
  push: ['--receive-pack=git-receive-pack'],
}

function switchesOf(commands: string, all: readonly string[]) {
  return Object.fromEntries(commands.split(' ').map((command) => [command, all]))
}

function withSwitches([command = '', ...rest]: readonly string[]): readonly string[] {
  return [command, ...(switches[command] ?? []), ...rest]
}
