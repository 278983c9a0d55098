/** Requests of one address in a minute, and asks for action among them. */
export const REQUESTS_PER_MINUTE = 3_000
export const ACTIONS_PER_MINUTE = 30
/** Tries of one address to sign in, in a minute, and how long a session lasts. */
export const LOGINS_PER_MINUTE = 10
export const SESSION_SECONDS = 12 * 3600
/** A request for data that takes longer is answered with 503. */
export const ANSWER_MS_MAX = 10_000
/** The largest body of a request, in bytes. */
export const BODY_BYTES_MAX = 10_000
/** The largest body that holds the text of a prompt. */
export const DRAFT_BYTES_MAX = 1_000_000
/** Live event streams at a time. */
export const STREAMS_MAX = 250
/** How often an idle stream says that it is alive, and how often new events are looked for. */
export const HEARTBEAT_MS = 15_000
export const EVENT_POLL_MS = 500
/** Events sent to a reader that comes without the name of the last one it saw. */
export const EVENTS_AT_START = 50
/** Events read for one reader in one go. */
export const EVENTS_PAGE = 100
/** Tasks that one bulk action covers, and the largest body that can name so many. */
export const BULK_MAX = 500
export const BULK_BODY_BYTES_MAX = 120_000
/** Incidents of a repository that its flakes are looked for among, the newest first. */
export const INCIDENTS_SHOWN = 100
/** Days over which a repository's red runs are counted. */
export const RED_RATE_DAYS = 7
/** Tasks and decisions in one answer. */
export const LIST_MAX = 1_000
/** Turns of a transcript in one answer. */
export const TURNS_MAX = 200
/** The spans over which the six figures are given, in days; the longest is what is kept. */
export const METRIC_DAYS = [7, 30, 90] as const
/** How long Redis may take to answer a question about its health. */
export const PING_MS_MAX = 1_000
/** A worker that was not seen for so long is counted as late. */
export const WORKER_LATE_MS = 20_000
