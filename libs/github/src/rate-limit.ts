import type { RequestError } from '@octokit/request-error'

/**
 * True when GitHub asks us to slow down.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function isRateLimited(error: RequestError): boolean {
  if (error.status === 429) return true
  const headers = error.response?.headers ?? {}
  const isTold =
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    error.message.toLowerCase().includes('secondary rate')
  return error.status === 403 && isTold
}

/** How long GitHub asks us to wait, in milliseconds by its own clock; null when it does not say. */
export function retryAfterMs(error: RequestError): number | null {
  const headers = error.response?.headers ?? {}
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000
  if (headers['x-ratelimit-remaining'] !== '0') return null
  const resetMs = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000
  const nowMs = Date.parse(String(headers.date)) || Date.now()
  return Number.isFinite(resetMs) ? Math.max(0, resetMs - nowMs) : null
}
