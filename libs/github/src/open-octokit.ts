import type { Logger } from '@millwright/logger'
import { Octokit } from '@octokit/core'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { fetchWhole } from './fetch-whole.ts'

/** Tries of one call beyond the first, at a failing server and at a rate limit. */
const RETRIES_MAX = 3
const LIMIT_RETRIES_MAX = 2
/** A rate limit that lasts longer is handed to the caller, who can do other work meanwhile. */
const LIMIT_WAIT_SECONDS_MAX = 60

const Throttled = Octokit.plugin(retry, throttling)

export type OctokitOptions = {
  apiUrl: string
  /** Octokit's own: a token, or a strategy with what it needs. */
  auth: { auth: unknown; authStrategy?: unknown }
  /** Calls with one id share one queue, so that writes keep GitHub's distance of one second. */
  queueId: string
  userAgent: string
  timeoutMs: number
  /** The unit of back-off; a retry waits 1, 4 and 9 of it. */
  retryBaseMs: number
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
      onRateLimit: onLimit,
      onSecondaryRateLimit: onLimit,
    },
  })
}

function octokitLog(logger: Logger) {
  return {
    debug: (message: string) => logger.debug({ message }, 'octokit'),
    info: (message: string) => logger.debug({ message }, 'octokit'),
    warn: (message: string) => logger.warn({ message }, 'octokit'),
    error: (message: string) => logger.warn({ message }, 'octokit'),
  }
}
