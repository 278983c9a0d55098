import { type ChildProcess, type IOType, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { ExecError } from './exec-error.ts'
import { inheritedDescriptors } from './inherited-descriptors.ts'
import type { RunOptions } from './run-options.ts'
import { signalGroup } from './signal-group.ts'

/** The number of the first descriptor beyond the three standard ones. */
const FIRST_EXTRA = 3

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
  const afterInputs = FIRST_EXTRA + (options.extraInput?.length ?? 0)
  const extra = child.stdio.slice(FIRST_EXTRA, afterInputs)
  const extraOutput = options.onExtraOutput === undefined ? undefined : child.stdio[afterInputs]
  // A child that ends with unread input resets the pair; all it had to say has been read by then.
  extraOutput?.on('data', options.onExtraOutput ?? (() => {})).on('error', () => {})
  return {
    child,
    pid,
    ended: (graceMs) => untilEnded({ child, pid, exit, closed, graceMs, extra, extraOutput }),
  }
}

function spawnOrThrow(program: string, args: readonly string[], options: RunOptions): ChildProcess {
  try {
    return spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: descriptors(options),
    })
  } catch (cause) {
    throw new ExecError(program, options.cwd, { cause })
  }
}

/** Ours first; what would be inherited beyond them is replaced by an empty file. */
function descriptors({ stdin, extraInput, onExtraOutput }: RunOptions): StdioOptions {
  const own: (IOType | number)[] = [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe']
  for (const _input of extraInput ?? []) own.push('pipe')
  if (onExtraOutput !== undefined) own.push('pipe')
  const first = own.length
  for (const [descriptor, empty] of inheritedDescriptors()) {
    if (descriptor < first) continue
    // Beyond the standard three, `ignore` means that nothing is done about a descriptor.
    while (own.length < descriptor) own.push('ignore')
    own[descriptor] = empty
  }
  return own
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
  /** What gives the child its further input. */
  extra: ChildProcess['stdio'][number][]
  extraOutput: ChildProcess['stdio'][number] | undefined
}

async function untilEnded(ending: Ending): Promise<Exit> {
  const { child, pid } = ending
  const how = await ending.exit
  for (const stream of ending.extra) stream?.destroy()
  const grace = setTimeout(() => {
    signalGroup(pid, 'SIGKILL')
    // What is left has moved to a group of its own and cannot be waited for.
    for (const stream of [child.stdout, child.stderr, ending.extraOutput]) stream?.destroy()
  }, ending.graceMs)
  await ending.closed
  clearTimeout(grace)
  signalGroup(pid, 'SIGKILL')
  return how
}
