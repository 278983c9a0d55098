/** Tasks that are kept unless told otherwise, and for how long; the oldest goes first. */
export const TASKS_MAX = 100_000
export const KEEP_SECONDS = 30 * 24 * 3600
/** What the records of all tasks may take in Redis unless told otherwise, packed. */
export const TASK_BYTES_MAX = 260_000_000
/** A text that tasks share outlives the last of them, also where nobody removes it for a while. */
export const TEXT_KEEP_SECONDS = 2 * KEEP_SECONDS
/** The largest record, unpacked: a patch of the largest size, and all else. */
export const RECORD_BYTES_MAX = 16_000_000
/** Bytes of a row, and the most that it has: its texts are cut before they are stored. */
export const ROW_BYTES = 1_024
export const ROW_BYTES_MAX = 32_768
/** What was spent is remembered for longer than the longest budget, a month. */
export const BUDGET_KEEP_SECONDS = 40 * 24 * 3600
/** Tasks that are removed on the way of one new task. */
export const TRIM_MAX = 100
/** Rounds of TRIM_MAX in one clean-up; the next one goes on. */
export const TIDY_ROUNDS_MAX = 2_000
/** Failures with their diagnosis that are kept. */
export const FAILURES_MAX = 5_000
/** Versions of one prompt template that are kept with their text. */
export const PROMPT_VERSIONS_MAX = 100
/** Tasks of one version of a template that its figures are made of; the oldest goes first. */
export const PROMPT_USES_MAX = 1_000
/** Changes of what is used that are remembered of one template. */
export const ROLLOUT_STEPS_MAX = 50
/** Failures of one cause that are remembered as such; the oldest goes first. */
export const CAUSE_FAILURES_MAX = 50
/** Incidents that are listed, open or not; the one seen longest ago goes first. */
export const INCIDENTS_LISTED_MAX = 2_000
/** Incidents of one repository that are open at once; the one seen longest ago goes first. */
export const INCIDENTS_MAX = 200
/** Tasks or decisions that one listing returns. */
export const LIST_MAX = 1_000
/** Rows that one search looks at; where it stopped, the next one goes on. */
export const SCAN_MAX = 2_000
/** Such searches that one listing goes on with. */
export const LIST_PAGES_MAX = 10
/** Records, and rows, that are read from Redis in one go. */
export const PAGE = 50
export const ROWS_PAGE = 500
/** Tries of one change against other writers before it is given up. */
export const CHANGE_TRIES_MAX = 50
/** The largest intent, in bytes of JSON. */
export const INTENT_BYTES_MAX = 2_000_000
/** A patch of a finished task that is longer, in characters, is forgotten: it was never published. */
export const FINISHED_PATCH_CHARS_MAX = 50_000
/** Longer texts are cut before they are stored. */
export const REASON_CHARS_MAX = 2_000
export const EVENT_CHARS_MAX = 1_000
/** Messages that are gathered for one target; more are counted. */
export const DIGEST_MAX = 100
/** Rows of the audit log that are kept. */
export const AUDIT_MAX = 20_000
/** Judgements on verdicts that are kept; the one spoken first goes first. */
export const JUDGEMENTS_MAX = 5_000
/** Days of which the counts can be asked for, and how long they are kept. */
export const COUNT_DAYS_MAX = 90
export const COUNT_KEEP_SECONDS = 100 * 24 * 3600
/** The most that one change adds to one count: tokens, millionths of a dollar, seconds. */
export const COUNT_STEP_MAX = 1_000_000_000_000
/** A lead that has not been seen for so long is taken to be away. */
export const LEAD_TTL_SECONDS = 15
