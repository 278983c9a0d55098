import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { childDescriptors, FIRST_EXTRA, type OwnPipes } from './child-descriptors.ts'
import { ExecError } from './exec-error.ts'
import { giveBack, handOver, type OpenPipe } from './open-pipes.ts'
import type { RunOptions } from './run-options.ts'
import { signalGroup } from './signal-group.ts'

type Exit = { exitCode: number | null; signal: string | null }

export type Started = {
  pid: number
  outputs: Record<'stdout' | 'stderr', Readable | null>
  /** Resolves when the program has ended and its output is read, or the grace is over. */
  ended: (outputGraceMs: number) => Promise<Exit>
}

/**
 * Starts a program as the leader of a process group and hands it its input.
 * @throws ExecError when the program cannot be started.
 */
export async function start(
  argv: readonly string[],
  options: RunOptions,
  pipes: OwnPipes,
): Promise<Started> {
  const [program = '', ...args] = argv
  const child = await spawned(program, args, options, pipes)
  const { pid } = child
  if (pid === undefined) throw new ExecError(program, options.cwd)
  giveInput(child, options)
  const outputs = {
    stdout: pipes?.stdout.output ?? child.stdout,
    stderr: pipes?.stderr.output ?? child.stderr,
  }
  const afterInputs = FIRST_EXTRA + (options.extraInput?.length ?? 0)
  const report = options.onExtraOutput === undefined ? undefined : child.stdio[afterInputs]
  // A child that ends with unread input resets the pair; all it had to say has been read by then.
  report?.on('data', options.onExtraOutput ?? (() => {})).on('error', () => {})
  const inputs = child.stdio.slice(FIRST_EXTRA, afterInputs)
  const readers = [outputs.stdout, outputs.stderr, report ?? null]
  const exit = new Promise<Exit>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))
  })
  const closed = Promise.all([child, ...readers].map(untilClosed))
  return {
    pid,
    outputs,
    async ended(graceMs) {
      const how = await exit
      for (const stream of inputs) stream?.destroy()
      const grace = setTimeout(() => {
        signalGroup(pid, 'SIGKILL')
        // What is left has moved to a group of its own and cannot be waited for.
        for (const stream of readers) stream?.destroy()
      }, graceMs)
      await closed
      clearTimeout(grace)
      signalGroup(pid, 'SIGKILL')
      for (const pipe of both(pipes)) giveBack(pipe)
      return how
    },
  }
}

async function spawned(
  program: string,
  args: readonly string[],
  options: RunOptions,
  pipes: OwnPipes,
): Promise<ChildProcess> {
  try {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: childDescriptors(options, pipes),
    })
    await once(child, 'spawn')
    return child
  } catch (cause) {
    for (const pipe of both(pipes)) giveBack({ ...pipe, output: pipe.output.destroy() })
    throw new ExecError(program, options.cwd, { cause })
  } finally {
    for (const pipe of both(pipes)) handOver(pipe)
  }
}

function both(pipes: OwnPipes): OpenPipe[] {
  return pipes === null ? [] : [pipes.stdout, pipes.stderr]
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

function untilClosed(emitter: ChildProcess | Readable | Writable | null): Promise<void> {
  return new Promise((resolve) => {
    if (emitter === null) resolve()
    else emitter.once('close', () => resolve())
  })
}
