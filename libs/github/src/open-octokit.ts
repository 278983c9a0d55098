import type { Logger } from '@millwright/logger'
import { Octokit } from '@octokit/core'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import Bottleneck from 'bottleneck'
import { fetchWhole } from './fetch-whole.ts'

/** Tries of one call beyond the first, at a failing server and at a rate limit. */
const RETRIES_MAX = 3
const LIMIT_RETRIES_MAX = 2
/** A rate limit that lasts longer is handed to the caller, who can do other work meanwhile. */
const LIMIT_WAIT_SECONDS_MAX = 60
/** https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
export const WRITE_PAUSE_MS = 1000
/** A queue that was not used for so long is forgotten. */
const QUEUE_IDLE_MS = 120_000

const Throttled = Octokit.plugin(retry, throttling)

export type OctokitOptions = {
  apiUrl: string
  /** Octokit's own: a token, or a strategy with what it needs. */
  auth: { auth: unknown; authStrategy?: unknown }
  /** Calls with one id share one queue, so that its writes keep their distance. */
  queueId: string
  userAgent: string
  timeoutMs: number
  /** The unit of back-off; a retry waits 1, 4 and 9 of it. */
  retryBaseMs: number
  /** Between two writes; three times as long between two that notify people. */
  writePauseMs: number
  logger: Logger
}

/** An Octokit that waits, retries and gives up within named limits. */
export function openOctokit(options: OctokitOptions): Octokit {
  const onLimit = (waitSeconds: number, _request: unknown, _octokit: unknown, tries: number) => {
    const isWorthWaiting = waitSeconds <= LIMIT_WAIT_SECONDS_MAX && tries < LIMIT_RETRIES_MAX
    options.logger.warn({ waitSeconds, tries, isWorthWaiting }, 'github rate limit reached')
    return isWorthWaiting
  }
  return new Throttled({
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: options.userAgent,
    ...options.auth,
    log: octokitLog(options.logger),
    request: { fetch: fetchWhole(options.timeoutMs) },
    retry: {
      retries: RETRIES_MAX,
      retryAfterBaseValue: options.retryBaseMs,
      // 429 belongs to the throttling plugin, and asking again does not settle a conflict.
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
    throttle: {
      id: options.queueId,
      retryAfterBaseValue: options.retryBaseMs,
      write: pace(options.writePauseMs),
      notifications: pace(3 * options.writePauseMs),
      onRateLimit: onLimit,
      onSecondaryRateLimit: onLimit,
    },
  })
}

/** One call at a time, begun at this distance. */
function pace(minTime: number) {
  return new Bottleneck.Group({ maxConcurrent: 1, minTime, timeout: QUEUE_IDLE_MS })
}

function octokitLog(logger: Logger) {
  return {
    debug: (message: string) => logger.debug({ message }, 'octokit'),
    info: (message: string) => logger.debug({ message }, 'octokit'),
    warn: (message: string) => logger.warn({ message }, 'octokit'),
    error: (message: string) => logger.warn({ message }, 'octokit'),
  }
}
