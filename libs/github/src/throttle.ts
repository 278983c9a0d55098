import type { Logger } from '@millwright/logger'
import type { Octokit } from '@octokit/core'
import { RequestError } from '@octokit/request-error'
import { Pace, type SteadyClock, steadyClock } from './pace.ts'
import { isRateLimited, retryAfterMs } from './rate-limit.ts'
import { Slots } from './slots.ts'

/** Calls under way at once. */
const CALLS_MAX = 10
/** Tries of one call beyond the first at a rate limit. */
const LIMIT_RETRIES_MAX = 2
/** A rate limit that lasts longer is handed to the caller, who can do other work meanwhile. */
const LIMIT_WAIT_SECONDS_MAX = 60
/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
const UNTOLD_WAIT_SECONDS = 60

export interface ThrottleOptions {
  /** Between two writes; three times as long between two that notify people. */
  readonly writePauseMs: number
  /** The second of a rate limit, in milliseconds. */
  readonly retryBaseMs: number
  readonly logger: Logger
}

/**
 * Makes an Octokit keep the distances that GitHub asks of its clients, and wait out a short rate
 * limit. A wait is given up at once when the call is aborted.
 */
export function throttle(
  octokit: Octokit,
  options: ThrottleOptions,
  clock: SteadyClock = steadyClock,
): void {
  const slots = new Slots(CALLS_MAX)
  const writes = new Pace(options.writePauseMs, clock)
  const notifications = new Pace(3 * options.writePauseMs, clock)
  octokit.hook.wrap('request', async (request, question) => {
    const { method, url } = question
    // A call that waits for its token holds a slot already.
    if (url.endsWith('/access_tokens')) return request(question)
    for (let tries = 0; ; tries += 1) {
      if (method !== 'GET') await writes.turn()
      if (method === 'POST' && notifying.test(url)) await notifications.turn()
      try {
        return await slots.run(async () => request(question))
      } catch (error) {
        const seconds = worthWaiting(error, tries, options.logger)
        if (seconds === null) throw error
        await clock.sleep(seconds * options.retryBaseMs)
      }
    }
  })
}

/** People are told of each new comment and issue. */
const notifying = /\/(?:comments|issues)$/

function worthWaiting(error: unknown, tries: number, logger: Logger): number | null {
  if (!(error instanceof RequestError) || !isRateLimited(error)) return null
  const waitSeconds = Math.ceil((retryAfterMs(error) ?? UNTOLD_WAIT_SECONDS * 1000) / 1000)
  const isWorthWaiting = waitSeconds <= LIMIT_WAIT_SECONDS_MAX && tries < LIMIT_RETRIES_MAX
  logger.warn({ waitSeconds, tries, isWorthWaiting }, 'github rate limit reached')
  return isWorthWaiting ? waitSeconds : null
}
