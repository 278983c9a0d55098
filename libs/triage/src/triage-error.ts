/** A rule pack that cannot be used; the message names file, line and what to change. */
export class TriageError extends Error {
  readonly code = 'MW_TRIAGE'
  readonly file: string
  readonly line: number

  constructor(
    problem: string,
    place: { file: string; line: number },
    options?: { cause?: unknown },
  ) {
    super(`${place.file}:${place.line}: ${problem}`, options)
    this.name = 'TriageError'
    this.file = place.file
    this.line = place.line
  }
}
