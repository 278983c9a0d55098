/** Waiting jobs that one queue holds; beyond it `add` is refused and the caller tries later. */
export const WAITING_MAX = 10_000
/** Deliveries stored in one write. */
export const TOGETHER_MAX = 500
/** Deliveries that wait to be moved into the inbox, with those that are being stored. */
export const INTAKE_MAX = 10_000
/** So many are moved in one go, within some milliseconds; then whoever wants an answer has it. */
export const INTAKE_MOVED_MAX = 50
export const INTAKE_PAUSE_MS = 25
/** While more than this come in a second, none is moved, until half of INTAKE_MAX wait. */
export const INTAKE_RUSH_PER_SECOND = 200
/** Pause before those that could not be moved are tried again. */
export const INTAKE_RETRY_MS = 1_000
/** The largest job, in bytes of JSON. */
export const JOB_BYTES_MAX = 8_000_000

/** Tries of one task that throw before it fails for good; a stall has a budget of its own. */
export const TASK_ATTEMPTS_MAX = 3
/** Tries of work that talks to GitHub or to people: with the back-off, about half an hour. */
export const OUTSIDE_ATTEMPTS_MAX = 15
export const MAINTENANCE_ATTEMPTS_MAX = 3
/** The first pause between two tries of a task, and of the lead's own work. */
export const TASK_BACKOFF_MS = 10_000
export const LEAD_BACKOFF_MS = 1_000
/** No pause between two tries is longer. */
export const BACKOFF_MS_MAX = 300_000

/** GitHub redelivers by hand for three days, so a delivery's name is remembered for longer. */
export const INBOX_KEEP_SECONDS = 4 * 24 * 3600
export const INBOX_KEEP_MAX = 20_000
/** A finished task holds its prompt and its patch; what lasts is in the report and the lead's file. */
export const TASKS_KEEP_SECONDS = 2 * 24 * 3600
export const TASKS_KEEP_MAX = 500
export const DELIVERIES_KEEP_SECONDS = 7 * 24 * 3600
export const DELIVERIES_KEEP_MAX = 10_000
export const MAINTENANCE_KEEP_SECONDS = 24 * 3600
export const MAINTENANCE_KEEP_MAX = 200

/** The highest `retry_count` that is looked for when a task is cancelled. */
export const RETRIES_MAX = 50
/** Finished tasks read from Redis in one go. */
export const FINISHED_PAGE = 50

/** A lead that died is noticed after this long: its jobs are short. */
export const LEAD_LOCK_MS = 20_000
export const LEAD_STALLED_MS = 5_000
/** Deaths of the lead in the middle of one job before the job is given up. */
export const LEAD_STALLED_MAX = 10
/** How long a closing lead waits for its running jobs before it leaves them to the next one. */
export const LEAD_GRACE_MS = 10_000

/** Pause before a task that a working worker handed back is offered again. */
export const HAND_BACK_MS = 15_000
/** Tasks wait, none is active and none was claimed for so long: the claim loop is dead. */
export const WEDGED_MS = 60_000
