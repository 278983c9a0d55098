import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { ExecError } from './exec-error.ts'
import type { RunOptions } from './run-options.ts'
import { signalGroup } from './signal-group.ts'

type Exit = { exitCode: number | null; signal: string | null }

export type Started = {
  child: ChildProcess
  pid: number
  /** Resolves when the program has ended and its output is read, or the grace is over. */
  ended: (outputGraceMs: number) => Promise<Exit>
}

/**
 * Starts a program as the leader of a process group and hands it its input.
 * @throws ExecError when the program cannot be started.
 */
export async function start(argv: readonly string[], options: RunOptions): Promise<Started> {
  const [program = '', ...args] = argv
  const child = spawnOrThrow(program, args, options)
  const exit = new Promise<Exit>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    await once(child, 'spawn')
  } catch (cause) {
    throw new ExecError(program, options.cwd, { cause })
  }
  const { pid } = child
  if (pid === undefined) throw new ExecError(program, options.cwd)
  giveInput(child, options)
  return { child, pid, ended: (graceMs) => untilEnded({ child, pid, exit, closed, graceMs }) }
}

function spawnOrThrow(program: string, args: readonly string[], options: RunOptions): ChildProcess {
  try {
    return spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: [
        options.stdin === undefined ? 'ignore' : 'pipe',
        'pipe',
        'pipe',
        ...(options.extraInput ?? []).map(() => 'pipe' as const),
      ],
    })
  } catch (cause) {
    throw new ExecError(program, options.cwd, { cause })
  }
}

function giveInput(child: ChildProcess, { stdin, extraInput }: RunOptions): void {
  for (const [index, bytes] of [stdin, undefined, undefined, ...(extraInput ?? [])].entries()) {
    const stream = child.stdio[index]
    if (bytes === undefined || !isWritable(stream)) continue
    // The program may end without reading its input; its exit code tells all there is to tell.
    stream.on('error', () => {})
    stream.end(bytes)
  }
}

function isWritable(stream: unknown): stream is Writable {
  return stream !== null && typeof stream === 'object' && 'end' in stream
}

type Ending = {
  child: ChildProcess
  pid: number
  exit: Promise<Exit>
  closed: Promise<void>
  graceMs: number
}

async function untilEnded({ child, pid, exit, closed, graceMs }: Ending): Promise<Exit> {
  const how = await exit
  for (const stream of child.stdio.slice(3)) stream?.destroy()
  const grace = setTimeout(() => {
    signalGroup(pid, 'SIGKILL')
    // What is left has moved to a group of its own and cannot be waited for.
    child.stdout?.destroy()
    child.stderr?.destroy()
  }, graceMs)
  await closed
  clearTimeout(grace)
  signalGroup(pid, 'SIGKILL')
  return how
}
