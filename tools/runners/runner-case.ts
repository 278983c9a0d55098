/** A small repository with four tests, and the runner that is to count them. */
export interface RunnerCase {
  readonly runner: string
  /** Must end green for the runner to be there; run outside of any jail. */
  readonly probe: readonly string[]
  readonly files: Readonly<Record<string, string>>
  /** Run in the jail first, uncounted: what has to be built. */
  readonly before?: string
  readonly command: string
  /** The test that fails, as triage names it. */
  readonly target: string
  /** Where the runner cannot be told to report, the report that an operator would name. */
  readonly report?: string
}

/** What every runner has to count: two pass, one fails, one is skipped. */
export const counts = { run: 3, passed: 2, failed: 1, skipped: 1 }
/** The same over the tests that the diagnosis names. */
export const targetCounts = { run: 1, passed: 0, failed: 1, skipped: 0 }
