/** A log archive that cannot be read, or goes over a limit; the message says which. */
export class ArchiveError extends Error {
  readonly code = 'MW_ARCHIVE'

  constructor(problem: string, options?: { cause?: unknown }) {
    super(problem, options)
    this.name = 'ArchiveError'
  }
}
