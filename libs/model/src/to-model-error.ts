import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'
import { ModelError, type ModelErrorKind } from './model-error.ts'
import { retryAfterMs } from './retry-after-ms.ts'

/**
 * Sorts what the SDK throws by status and by the error type of the body.
 * An error inside a stream that began well has no status: its type alone tells. Of a stream that has
 * begun, `hasBegun`, part of the answer is lost with the connection.
 * See https://platform.claude.com/docs/en/api/errors
 */
export function toModelError(error: unknown, hasBegun = false): ModelError {
  if (error instanceof ModelError) return error
  if (isTimeout(error)) return unanswered(error, 'timeout')
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    return unanswered(error, hasBegun ? 'dropped' : 'network')
  }
  const kind = kindOf(error.status, error.type)
  const detail = [error.status, error.type, error.apiMessage].filter(Boolean).join(' ')
  const wait = error.headers === undefined ? null : retryAfterMs(error.headers)
  return new ModelError(kind, detail.slice(0, DETAIL_CHARS_MAX), wait, error)
}

const DETAIL_CHARS_MAX = 500

function kindOf(status: number | undefined, type: string | null): ModelErrorKind {
  if (type === 'overloaded_error' || status === 529) return 'overloaded'
  if (type === 'rate_limit_error' || status === 429) return 'rate_limited'
  if (status === 401 || status === 402 || status === 403) return 'auth'
  if (type === 'authentication_error' || type === 'permission_error') return 'auth'
  if (type === 'billing_error') return 'auth'
  if (status === undefined) return type === 'invalid_request_error' ? 'bad_request' : 'server'
  return status >= 500 || status === 408 || status === 409 ? 'server' : 'bad_request'
}

function isTimeout(error: unknown): boolean {
  if (error instanceof APIConnectionTimeoutError) return true
  return error instanceof DOMException && error.name === 'TimeoutError'
}

/** No connection, one that was lost, or a stream that is no Messages API stream. */
function unanswered(error: unknown, kind: 'timeout' | 'dropped' | 'network'): ModelError {
  const isGarbled = error instanceof Error && error.cause instanceof SyntaxError
  const detail = error instanceof Error ? error.message : 'no reason given'
  return new ModelError(isGarbled ? 'server' : kind, detail.slice(0, DETAIL_CHARS_MAX), null, error)
}
