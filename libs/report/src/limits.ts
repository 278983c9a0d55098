/** How long the epoch of a task and the numbers of its reports outlive its last one, in seconds. */
export const ATTEMPT_TTL_SECONDS = 7 * 24 * 3600
/** How long work that was interrupted can be gone on with: longer than a weekend without workers. */
export const CHECKPOINT_TTL_SECONDS = 3 * 24 * 3600
/**
 * How long a checkpoint outlives the end that was reported: the worker may die before the queue
 * hears of it, and the next one must find the work done.
 */
export const ENDED_CHECKPOINT_TTL_SECONDS = 3600
/** Reports of one attempt that are kept; beyond it progress is dropped, an ending never is. */
export const REPORTS_PER_ATTEMPT_MAX = 5_000
/** The largest checkpoint anybody may ask for, in bytes of JSON. */
export const CHECKPOINT_BYTES_MAX = 16_000_000
/** How long a transcript outlives the last turn that was added to it: as long as its task is kept. */
export const TRANSCRIPT_TTL_SECONDS = 30 * 24 * 3600
/** Transcripts that are kept, so at most 125 MB of them; the one written longest ago goes first. */
export const TRANSCRIPTS_MAX = 500
/** Tries of one report before `send` throws; repeated tries are stored once. */
export const SEND_TRIES_MAX = 5
/** The most memory of the report stream, in bytes; its oldest reports go first. */
export const REPORT_STREAM_BYTES_MAX = 64_000_000
/** A report of more bytes has the memory measured: those below are bounded by their number. */
export const LARGE_REPORT_BYTES = 32_000
/** The largest report, in bytes of JSON: a patch of PATCH_BYTES_MAX with its escapes and proofs. */
export const REPORT_BYTES_MAX = 8_000_000

/** A worker that has not been seen for so long is no longer listed. */
export const WORKER_TTL_SECONDS = 60
/** Workers that are listed. */
export const WORKERS_MAX = 500
/** How long a wish to cancel a task is remembered. */
export const CANCEL_TTL_SECONDS = 7 * 24 * 3600

/** How long a reader without a doorbell waits until it looks again. */
export const TICK_MS = 1_000
/** Times one report is handed to the reader's owner before it is put aside. */
export const HANDLE_TRIES_MAX = 10
/** The longest pause between two tries of one report. */
export const HANDLE_PAUSE_MS_MAX = 2_000
/** Reports put aside that are kept for people to look at. */
export const DEAD_REPORTS_MAX = 500
/** The most of such a report that is kept, in characters. */
export const DEAD_REPORT_CHARS_MAX = 4_000
/** How long a closing reader waits for the report it is at. */
export const CLOSE_MS_MAX = 5_000
/** Attempts whose reports one process numbers at the same time. */
export const COUNTERS_MAX = 1_000
/** Rounds of one walk over Redis keys. */
export const SCAN_ROUNDS_MAX = 1_000
