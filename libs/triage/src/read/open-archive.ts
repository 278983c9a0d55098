import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ARCHIVE_BYTES_MAX, ARCHIVE_ENTRIES_MAX, ARCHIVE_LOGS_MAX } from '../limits.ts'
import { ArchiveError } from './archive-error.ts'
import { jobLogs, type NamedEntry } from './job-logs.ts'

/** The log of one job in an archive; it may be opened more than once, one after the other. */
export type ArchivedLog = { name: string; open(): AsyncGenerator<Uint8Array> }

export type LogArchive = {
  logs: ArchivedLog[]
  /** Archives inside the archive; they are named and not opened. */
  nested: string[]
  close(): void
}

const archive = /\.(?:zip|gz|tgz|tar|bz2|xz|zst|7z|rar)$/i

/**
 * Opens the zip that GitHub gives out for a run and lists its jobs' logs; nothing is unpacked until
 * a log is read, and then as a stream. Throws ArchiveError for what is no sound archive of logs:
 * names that leave it, encryption, or more than ARCHIVE_ENTRIES_MAX entries, ARCHIVE_LOGS_MAX logs
 * or ARCHIVE_BYTES_MAX bytes. An entry that unfolds to more than it declares ends with an error.
 */
export async function openArchive(path: string): Promise<LogArchive> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(refuse)
  try {
    const entries = await listEntries(zip)
    const nested = entries.filter(({ fileName }) => archive.test(fileName))
    const jobs = jobLogs(entries)
    if (jobs.length > ARCHIVE_LOGS_MAX) throw over(`${ARCHIVE_LOGS_MAX} logs`)
    const bytes = jobs.flatMap((job) => job.entries).reduce((sum, e) => sum + e.uncompressedSize, 0)
    if (bytes > ARCHIVE_BYTES_MAX) throw over(`${ARCHIVE_BYTES_MAX} bytes of logs`)
    return {
      logs: jobs.map(({ name, entries: parts }) => ({ name, open: () => read(zip, parts) })),
      nested: nested.map(({ fileName }) => fileName),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: ZipFile): Promise<(Entry & NamedEntry)[]> {
  const entries: Entry[] = []
  if (zip.entryCount > ARCHIVE_ENTRIES_MAX) throw over(`${ARCHIVE_ENTRIES_MAX} entries`)
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (error) {
    return refuse(error)
  }
  if (entries.some((entry) => entry.isEncrypted())) throw new ArchiveError('it is encrypted')
  return entries
}

async function* read(zip: ZipFile, entries: readonly Entry[]): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    const stream = await zip.openReadStreamPromise(entry)
    let last: number | undefined
    for await (const chunk of stream) {
      const bytes: Uint8Array = chunk
      last = bytes.at(-1) ?? last
      yield bytes
    }
    // The log of a step may end without a line's end, and the next one begins a line.
    if (last !== undefined && last !== LF && entry !== entries.at(-1)) yield Buffer.from('\n')
  }
}

const LF = 0x0a

function over(limit: string): ArchiveError {
  return new ArchiveError(`it holds more than ${limit}; unpack it and name the logs`)
}

function refuse(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new ArchiveError(`this is not a sound archive: ${why}`, { cause })
}
