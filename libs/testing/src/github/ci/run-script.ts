import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { whenProcessEnds } from '../../when-process-ends.ts'

export interface ScriptEnd {
  /** Null when it was killed. */
  readonly exitCode: number | null
  readonly why: 'exited' | 'timed-out' | 'cancelled'
  /** The process group, which may still hold background processes. */
  readonly group: number
}

export interface ScriptCall {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly onLine: (line: string) => void
}

const LINE_BYTES_MAX = 1_000_000
const KILL_GRACE_MS = 500
/** How long the output of background processes is waited for after the script itself ended. */
const OUTPUT_GRACE_MS = 200

/** Runs one step in a process group of its own; both outputs come in the order they were made. */
export function runScript(call: ScriptCall): Promise<ScriptEnd> {
  const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...call.argv], {
    cwd: call.cwd,
    env: { ...call.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const group = child.pid ?? 0
  const stopWatching = whenProcessEnds(() => killGroup(group, 'SIGKILL'))
  const lines = splitLines(call.onLine)
  let why: ScriptEnd['why'] = 'exited'
  let killer: NodeJS.Timeout | undefined
  const stop = (reason: ScriptEnd['why']) => {
    why = reason
    killGroup(group, 'SIGTERM')
    killer = setTimeout(() => killGroup(group, 'SIGKILL'), KILL_GRACE_MS)
  }
  const timer = setTimeout(() => stop('timed-out'), call.timeoutMs)
  const onAbort = () => stop('cancelled')
  call.signal.addEventListener('abort', onAbort, { once: true })
  if (call.signal.aborted) onAbort()
  child.stdout.on('data', (chunk: Buffer) => lines.add(chunk))
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined
    const finish = () => {
      for (const pending of [timer, killer, grace]) clearTimeout(pending)
      call.signal.removeEventListener('abort', onAbort)
      stopWatching()
      child.stdout.destroy()
      if (why !== 'exited') killGroup(group, 'SIGKILL')
      lines.end()
      resolve({ exitCode: why === 'exited' ? exitCodeOf(child) : null, why, group })
    }
    child.once('error', reject)
    child.once('exit', () => {
      grace = setTimeout(finish, OUTPUT_GRACE_MS)
    })
    child.once('close', finish)
  })
}

/** As a shell counts it: 128 and the signal's number for a process that a signal ended. */
function exitCodeOf({ exitCode, signalCode }: ChildProcess): number {
  return exitCode ?? 128 + (signalCode === null ? 0 : constants.signals[signalCode])
}

/** True when there was something left to kill. */
export function killGroup(group: number, signal: NodeJS.Signals): boolean {
  if (group <= 1) return false
  try {
    return process.kill(-group, signal)
  } catch {
    // The whole group has ended.
    return false
  }
}

function splitLines(onLine: (line: string) => void) {
  let rest: Buffer = Buffer.alloc(0)
  return {
    add(chunk: Buffer): void {
      rest = Buffer.concat([rest, chunk])
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        onLine(rest.subarray(0, end).toString())
        rest = rest.subarray(end + 1)
      }
      if (rest.length > LINE_BYTES_MAX) this.end()
    },
    end(): void {
      if (rest.length > 0) onLine(rest.toString())
      rest = Buffer.alloc(0)
    },
  }
}
