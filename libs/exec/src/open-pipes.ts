import { closeSync, constants, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export type OpenPipe = {
  /** What the child writes comes out here. */
  output: Readable
  /** For the child. */
  descriptor: number
}

/**
 * Two pipes, for standard output and error. What Node.js itself gives to children are sockets,
 * which cannot be opened by name: with them `echo x > /dev/stderr`, common in scripts, fails.
 * `makeFifos` makes named pipes at two paths; the names are gone when this returns.
 */
export async function openPipes(
  makeFifos: (out: string, err: string) => Promise<unknown>,
): Promise<{ stdout: OpenPipe; stderr: OpenPipe }> {
  const dir = await mkdtemp(join(tmpdir(), 'millwright-pipes-'))
  const [out, err] = [join(dir, 'out'), join(dir, 'err')]
  try {
    await makeFifos(out, err)
    return { stdout: openPipe(out), stderr: openPipe(err) }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Closes our copy of the child's end: the output ends when the last of the child's does. */
export function handOver(pipe: OpenPipe): void {
  closeSync(pipe.descriptor)
}

function openPipe(path: string): OpenPipe {
  // Without O_NONBLOCK each end would wait for the other to be opened.
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const descriptor = openSync(path, constants.O_WRONLY)
  return { output: new Socket({ fd: reading, readable: true, writable: false }), descriptor }
}
