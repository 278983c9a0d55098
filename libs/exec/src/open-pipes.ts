import { closeSync, constants, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type OpenPipe = {
  /** What the child writes comes out here. */
  output: Socket
  /** The other end, for the child. */
  descriptor: number
  /** Names the pipe without opening it. */
  handle: number
}

/** O_PATH (open(2)), which Node.js does not name. */
const NAME_ONLY = 0o10000000
/** Pipes that are kept for the next program; making one costs as much as starting a program. */
const SPARE_MAX = 16
const spare: number[] = []

/**
 * Two pipes, for standard output and error. What Node.js itself gives to children are sockets,
 * which cannot be opened by name: with them `echo x > /dev/stderr`, common in scripts, fails.
 * `makeFifos` makes named pipes at two paths; the names are gone when this returns. Linux only.
 */
export async function openPipes(
  makeFifos: (out: string, err: string) => Promise<unknown>,
): Promise<{ stdout: OpenPipe; stderr: OpenPipe }> {
  if (spare.length < 2) spare.push(...(await makePair(makeFifos)))
  const [out, err] = spare.splice(-2)
  if (out === undefined || err === undefined) return openPipes(makeFifos)
  return { stdout: openPipe(out), stderr: openPipe(err) }
}

/** Closes our copy of the child's end: the output ends when the last of the child's does. */
export function handOver(pipe: OpenPipe): void {
  closeSync(pipe.descriptor)
}

/** Keeps the pipe when nobody can write into it any more; call it once. */
export function giveBack(pipe: OpenPipe): void {
  if (pipe.output.readableEnded && spare.length < SPARE_MAX) spare.push(pipe.handle)
  else closeSync(pipe.handle)
}

async function makePair(makeFifos: (out: string, err: string) => Promise<unknown>) {
  const dir = await mkdtemp(join(tmpdir(), 'millwright-pipes-'))
  const paths = [join(dir, 'out'), join(dir, 'err')] as const
  try {
    await makeFifos(...paths)
    return paths.map((path) => openSync(path, NAME_ONLY))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function openPipe(handle: number): OpenPipe {
  const path = `/proc/self/fd/${handle}`
  // Without O_NONBLOCK each end would wait for the other to be opened.
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const descriptor = openSync(path, constants.O_WRONLY)
  return {
    output: new Socket({ fd: reading, readable: true, writable: false }),
    descriptor,
    handle,
  }
}
