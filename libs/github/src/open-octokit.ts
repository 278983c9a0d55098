import type { Logger } from '@millwright/logger'
import { Octokit } from '@octokit/core'
import { retry } from '@octokit/plugin-retry'
import { fetchWhole } from './fetch-whole.ts'
import { throttle } from './throttle.ts'

/** Tries of one call beyond the first at a failing server. */
const RETRIES_MAX = 3
/** https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
export const WRITE_PAUSE_MS = 1000

const Retrying = Octokit.plugin(retry)

export type OctokitOptions = {
  apiUrl: string
  /** Octokit's own: a token, or a strategy with what it needs. */
  auth: { auth: unknown; authStrategy?: unknown }
  userAgent: string
  timeoutMs: number
  /** The unit of back-off, in milliseconds; a retry waits 1, 4 and 9 of it. */
  retryBaseMs: number
  /** Between two writes; three times as long between two that notify people. */
  writePauseMs: number
  logger: Logger
}

/** An Octokit that waits, retries and gives up within named limits. */
export function openOctokit(options: OctokitOptions): Octokit {
  const octokit = new Retrying({
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: options.userAgent,
    ...options.auth,
    log: octokitLog(options.logger),
    request: { fetch: fetchWhole(options.timeoutMs) },
    retry: {
      retries: RETRIES_MAX,
      retryAfterBaseValue: options.retryBaseMs,
      // A rate limit is waited out by `throttle`, and asking again does not settle a conflict.
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
  })
  throttle(octokit, options)
  return octokit
}

function octokitLog(logger: Logger) {
  return {
    debug: (message: string) => logger.debug({ message }, 'octokit'),
    info: (message: string) => logger.debug({ message }, 'octokit'),
    warn: (message: string) => logger.warn({ message }, 'octokit'),
    error: (message: string) => logger.warn({ message }, 'octokit'),
  }
}
