import { constants } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'

/** The most files and bytes of reports that one command may leave. */
export const REPORT_FILES_MAX = 500
export const REPORT_BYTES_MAX = 20_000_000

/** The file number `n` of one run, counted from 1. */
export const reportFile = (path: string, n = 1) => `${path}.${n}`

/**
 * Reads and removes the reports `path.1`, `path.2` … that commands have left in a folder of ours.
 * No link is followed, and nothing but a plain file is read. Null when they are too large.
 */
export async function readReports(path: string): Promise<string[] | null> {
  const texts: string[] = []
  let bytesLeft = REPORT_BYTES_MAX
  for (let n = 1; n <= REPORT_FILES_MAX; n += 1) {
    const text = await readReport(reportFile(path, n), bytesLeft)
    if (text === undefined) break
    if (text === null) return null
    bytesLeft -= Buffer.byteLength(text)
    texts.push(text)
  }
  return texts
}

/** Undefined when there is no such file, null when it is none that we read. */
async function readReport(file: string, bytesMax: number): Promise<string | null | undefined> {
  const handle = await openPlain(file)
  if (handle === undefined || handle === null) return handle
  try {
    const stat = await handle.stat()
    return stat.isFile() && stat.size <= bytesMax ? await readSome(handle, stat.size) : null
  } finally {
    await handle.close()
    await rm(file, { recursive: true, force: true })
  }
}

/** No more than what was measured, however fast the file grows. */
async function readSome(handle: FileHandle, bytes: number): Promise<string> {
  const buffer = Buffer.alloc(bytes)
  let read = 0
  while (read < bytes) {
    const { bytesRead } = await handle.read(buffer, read, bytes - read, read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  return buffer.toString('utf8', 0, read)
}

async function openPlain(file: string): Promise<FileHandle | null | undefined> {
  try {
    // Opening a pipe must not wait for its other end.
    const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
    return await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    return code === 'ENOENT' ? undefined : null
  }
}
