import { roleEnvironment } from '@millwright/config'
import { run } from '@millwright/exec'
import { type Task, TaskResult } from '@millwright/protocol'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { appEntry } from '../installation.ts'
import { followOutput } from './follow-output.ts'

const OUTPUT_BYTES_MAX = 8_000_000
const MINUTE_MS = 60_000
/** What a shadow may take beyond the time of its task: to begin, and to put away its tree. */
const GRACE_MS = 2 * MINUTE_MS

const Answer = z.object({ result: TaskResult })

export interface ShadowRun {
  readonly order: { readonly task: Task; readonly model?: string }
  /** `--config` of the command line. */
  readonly file: string | undefined
  /** Reads the repository, and nothing else. */
  readonly cloneToken: string | null
  readonly signal: AbortSignal
  readonly onLine: (line: string) => void
}

/**
 * Has a worker's program work on a task and return its result to us alone. It gets the environment
 * of a worker without any address of Redis, so there is nobody it could report to.
 * Throws CliError when it came to no result.
 */
export async function runShadow({ order, file, cloneToken, signal, onLine }: ShadowRun) {
  const entry = appEntry('worker/dist/shadow-main.js')
  const argv = [process.execPath, entry, ...(file === undefined ? [] : ['--config', file])]
  const { exitCode, stdout, stderr, timedOut, truncated } = await run(argv, {
    env: shadowEnvironment(cloneToken),
    stdin: JSON.stringify(order),
    timeoutMs: order.task.timeout_minutes * MINUTE_MS + GRACE_MS,
    outputBytesMax: OUTPUT_BYTES_MAX,
    signal,
    onOutput: followOutput(onLine),
  })
  if (truncated) throw new CliError('the replay answered more than fits')
  if (exitCode === 0) return Answer.parse(JSON.parse(stdout)).result
  const why = timedOut ? 'it took too long' : (stderr.trim().split('\n').at(-1) ?? '')
  throw new CliError(`the replay came to no result: ${why}`)
}

/** What a shadow sees of the environment. Exported for its test. */
export function shadowEnvironment(
  cloneToken: string | null,
  worker = roleEnvironment('worker'),
): Record<string, string> {
  const own = Object.entries(worker).filter(([name]) => !name.includes('REDIS'))
  return {
    ...Object.fromEntries(own),
    ...(cloneToken !== null && { MILLWRIGHT_CLONE_TOKEN: cloneToken }),
  }
}
