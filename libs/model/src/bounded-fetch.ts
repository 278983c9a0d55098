import { retryAfterMs } from './retry-after-ms.ts'

/** The longest wait that a server can impose on one request before we take it as an outage. */
export const RETRY_AFTER_MS_MAX = 20_000

/**
 * `fetch` for the SDK. The SDK sleeps as long as `retry-after` says, days if it must; an answer
 * that asks for more than RETRY_AFTER_MS_MAX is handed out at once instead.
 */
export async function boundedFetch(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init)
  if ((retryAfterMs(response.headers) ?? 0) <= RETRY_AFTER_MS_MAX) return response
  const headers = new Headers(response.headers)
  headers.set('x-should-retry', 'false')
  return new Response(response.body, { status: response.status, headers })
}
