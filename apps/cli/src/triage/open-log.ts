import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CliError } from '../cli-error.ts'

const ZIP = Buffer.from('PK\u0003\u0004')

/** A log to look at; `entry` is its name in the archive `file`. */
export interface OpenedLog {
  readonly file: string
  readonly entry?: string
  open(): AsyncIterable<Uint8Array>
}

/** The log in a file (- is standard input), or the logs in an archive; `close` ends the reading. */
export interface OpenedFile {
  readonly logs: readonly OpenedLog[]
  /** Archives inside the archive, which are not opened. */
  readonly nested: readonly string[]
  close(): void
}

/** Opens a file, and looks at its first bytes to tell an archive from a log. */
export async function openLogs(file: string): Promise<OpenedFile> {
  if (file === '-') return { logs: [{ file, open: readInput }], nested: [], close: () => {} }
  if (!(await isZip(file))) {
    return { logs: [{ file, open: () => createReadStream(file) }], nested: [], close: () => {} }
  }
  const { openArchive } = await import('@millwright/triage')
  const { logs, nested, close } = await openArchive(file)
  if (logs.length === 0) {
    close()
    throw new CliError('there is no log (*.txt, *.log) in this archive')
  }
  return {
    logs: logs.map(({ name, open: openEntry }) => ({ file, entry: name, open: openEntry })),
    nested,
    close,
  }
}

async function isZip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ZIP.length), 0, ZIP.length, 0)
    return bytesRead === ZIP.length && buffer.equals(ZIP)
  } finally {
    await handle.close()
  }
}

async function* readInput(): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    if (isFirst && bytes.subarray(0, ZIP.length).equals(ZIP)) {
      throw new CliError('an archive (zip) has to be read again and again: name the file instead')
    }
    isFirst = false
    yield bytes
  }
}
