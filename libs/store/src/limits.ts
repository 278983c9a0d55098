/** Tasks that are kept, and for how long; the oldest goes first, whatever its state. */
export const TASKS_MAX = 5_000
export const KEEP_SECONDS = 30 * 24 * 3600
/** What was spent is remembered for longer than the longest budget, a month. */
export const BUDGET_KEEP_SECONDS = 40 * 24 * 3600
/** Tasks that are removed on the way of one new task. */
export const TRIM_MAX = 100
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
/** Records that one search looks at; where it stopped, the next one goes on. */
export const SCAN_MAX = 2_000
/** Records read from Redis in one go. */
export const PAGE = 50
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
/** Days of which the counts can be asked for, and how long they are kept. */
export const COUNT_DAYS_MAX = 90
export const COUNT_KEEP_SECONDS = 100 * 24 * 3600
/** The most that one change adds to one count: tokens, millionths of a dollar, seconds. */
export const COUNT_STEP_MAX = 1_000_000_000_000
/** A lead that has not been seen for so long is taken to be away. */
export const LEAD_TTL_SECONDS = 15
