import { type ExecResult, run } from '@millwright/exec'
import { bwrapArguments } from './bwrap-arguments.ts'
import type { JailCommand, JailOptions } from './jail.ts'
import { type AllLimits, type LimitsHeld, limitArguments } from './jail-limits.ts'
import { type JailReport, jailReport } from './jail-report.ts'
import type { JailWatch } from './jail-watch.ts'
import { forwardThenRun } from './network/network-of-jail.ts'
import { SandboxError } from './sandbox-error.ts'

/** How much of each stream of a jailed command is kept, in bytes, unless told otherwise. */
export const JAIL_OUTPUT_BYTES_MAX = 1_000_000
/** A jailed command that prints more than this is killed, in bytes: no CI log is as long. */
export const JAIL_PRINTED_BYTES_MAX = 256_000_000
/**
 * How long a jail that was killed may take to end, in milliseconds: bubblewrap ends after the last
 * of its processes, and thousands take their time. Then bubblewrap itself is killed.
 */
const KILL_GRACE_MS = 30_000
/** The end of bubblewrap's own complaint that an error carries, in characters. */
const COMPLAINT_CHARS_MAX = 1000

export type Inside = {
  options: JailOptions
  limits: AllLimits
  held: LimitsHeld
  launcher: readonly string[]
  watch: JailWatch
}

/**
 * The jail's first process. It outlives the command by one statement, waits for what others leave
 * behind, and is not the command itself, because signals work differently for a first process.
 */
const firstProcess = ['/bin/sh', '-c', '"$@"; exit $?', 'sh']

/** @throws SandboxError when the command was not reached. */
export async function runBwrap(command: JailCommand, inside: Inside): Promise<ExecResult> {
  const { options, limits, held, launcher } = inside
  const { args, input } = bwrapArguments(options, { limits, held }, command.env)
  const program =
    typeof command.command === 'string' ? ['/bin/sh', '-c', command.command] : command.command
  const forwarder = options.proxySocket === undefined ? [] : forwardThenRun()
  const report = jailReport()
  inside.watch.follow(report.pid)
  const result = await run(
    [
      ...[...launcher, options.bwrap ?? 'bwrap', ...args, '--'],
      ...[...limitArguments(limits, held), ...firstProcess, ...forwarder, ...program],
    ],
    {
      // Its own environment would be readable in /proc, so bubblewrap itself gets none.
      env: {},
      timeoutMs: command.timeoutMs,
      killGraceMs: KILL_GRACE_MS,
      signal: command.signal,
      stdin: command.stdin,
      outputBytesMax: command.outputBytesMax ?? JAIL_OUTPUT_BYTES_MAX,
      printedBytesMax: JAIL_PRINTED_BYTES_MAX,
      onOutput: command.onOutput,
      reopenable: true,
      extraInput: input,
      onExtraOutput: report.push,
      stop: report.stop,
    },
  )
  return settled(result, report)
}

function settled(result: ExecResult, report: JailReport): ExecResult {
  if (report.isStopped()) return { ...result, exitCode: null, signal: 'SIGKILL' }
  if (result.exitCode === null || report.exitCode() !== null) return result
  const complaint = result.stderr.slice(-COMPLAINT_CHARS_MAX).trim()
  throw new SandboxError(`the jail could not be started: ${complaint}`)
}
