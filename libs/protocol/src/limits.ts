/** The largest excerpt of a log that reaches a prompt, in characters. */
export const EVIDENCE_CHARS_MAX = 24_000
/** The most bytes of one job log that are read; the rest is cut and the cut is named. */
export const LOG_BYTES_MAX = 100_000_000
/** The most entries kept in the report stream. */
export const REPORTS_MAX = 20_000
/** The most entries kept in the live timeline and in the list of decisions. */
export const EVENTS_MAX = 20_000
/** Attempts at one fingerprint on one pull request before a person is called. */
export const ATTEMPTS_MAX = 2
