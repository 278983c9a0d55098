import { BoundedOutput } from './bounded-output.ts'
import { ExecError } from './exec-error.ts'
import { openPipes } from './open-pipes.ts'
import type { ExecResult, RunOptions } from './run-options.ts'
import { signalGroup } from './signal-group.ts'
import { type Started, start } from './start.ts'

/** Between asking a process group to end and killing it, in milliseconds, unless told otherwise. */
const KILL_GRACE_MS = 2000
/**
 * How long we go on reading, in milliseconds, after the program itself has ended: a process that
 * it left behind may hold its output open for ever.
 */
const OUTPUT_GRACE_MS = 500
/** A program that prints more than this is killed, unless told otherwise, in bytes. */
const PRINTED_BYTES_MAX = 2 ** 30

const isLinux = process.platform === 'linux'

/**
 * Runs a program in a process group of its own and leaves nothing of the group behind.
 * Memory stays bounded whatever the program prints. Never throws for a non-zero exit.
 * @throws ExecError when the program cannot be started.
 */
export async function run(argv: readonly string[], options: RunOptions): Promise<ExecResult> {
  const startedAt = performance.now()
  const kept = {
    stdout: new BoundedOutput(options.outputBytesMax),
    stderr: new BoundedOutput(options.outputBytesMax),
    output: new BoundedOutput(options.outputBytesMax),
  }
  const end: End = { exitCode: null, signal: null, timedOut: false, cancelled: false, pid: null }
  if (options.signal?.aborted === true) end.cancelled = true
  else await runToEnd(argv, options, kept, end)
  return {
    ...end,
    stdout: kept.stdout.toString(),
    stderr: kept.stderr.toString(),
    output: kept.output.toString(),
    truncated: kept.stdout.droppedBytes + kept.stderr.droppedBytes + kept.output.droppedBytes > 0,
    durationMs: Math.round(performance.now() - startedAt),
  }
}

/** @throws ExecError when the system has no such program, or no place for them. */
async function makeFifos(...paths: string[]): Promise<void> {
  const env = { PATH: '/usr/bin:/bin' }
  const made = await run(['mkfifo', ...paths], { env, timeoutMs: 10_000, outputBytesMax: 1000 })
  if (made.exitCode !== 0) throw new ExecError('mkfifo', undefined, { cause: made.stderr })
}

type Kept = Record<'stdout' | 'stderr' | 'output', BoundedOutput>
type End = Pick<ExecResult, 'exitCode' | 'signal' | 'timedOut' | 'cancelled' | 'pid'>

async function runToEnd(argv: readonly string[], options: RunOptions, kept: Kept, end: End) {
  const pipes = isLinux && options.reopenable === true ? await openPipes(makeFifos) : null
  const { pid, outputs, ended } = await start(argv, options, pipes)
  end.pid = pid
  const stop = stopOnce(pid, options)
  const onAbort = () => {
    end.cancelled ||= !end.timedOut
    stop.now()
  }
  options.signal?.addEventListener('abort', onAbort, { once: true })
  // It may have fired while the program was being started.
  if (options.signal?.aborted === true) onAbort()
  const deadline = setTimeout(() => {
    end.timedOut = !end.cancelled
    stop.now()
  }, options.timeoutMs)
  collect(outputs, options, kept, stop.now)
  Object.assign(end, await ended(OUTPUT_GRACE_MS))
  clearTimeout(deadline)
  stop.clear()
  options.signal?.removeEventListener('abort', onAbort)
}

type Outputs = Started['outputs']

function collect(outputs: Outputs, options: RunOptions, kept: Kept, stop: () => void): void {
  let printedBytes = 0
  for (const stream of ['stdout', 'stderr'] as const) {
    outputs[stream]?.on('data', (chunk: Buffer) => {
      kept[stream].push(chunk)
      kept.output.push(chunk)
      options.onOutput?.(chunk, stream)
      printedBytes += chunk.length
      if (printedBytes > (options.printedBytesMax ?? PRINTED_BYTES_MAX)) stop()
    })
  }
}

function stopOnce(pid: number, { stop, killGraceMs }: RunOptions) {
  let timer: NodeJS.Timeout | undefined
  return {
    now(): void {
      if (timer !== undefined) return
      timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), killGraceMs ?? KILL_GRACE_MS)
      if (stop === undefined) signalGroup(pid, 'SIGTERM')
      else stop(pid)
    },
    clear: () => clearTimeout(timer),
  }
}
