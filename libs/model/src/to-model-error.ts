import { APIConnectionError, APIError } from '@anthropic-ai/sdk'
import { ModelError, type ModelErrorKind } from './model-error.ts'
import { retryAfterMs } from './retry-after-ms.ts'

/**
 * Sorts what the SDK throws by status and by the error type of the body.
 * An error inside a stream that began well has no status: its type alone tells.
 * See https://platform.claude.com/docs/en/api/errors
 */
export function toModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error
  if (error instanceof APIConnectionError) return unreachable(error)
  if (!(error instanceof APIError)) return unreachable(error)
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

/** A refused connection, a dropped stream, or one that is no Messages API stream. */
function unreachable(error: unknown): ModelError {
  const cause = error instanceof Error ? error.cause : undefined
  const kind = cause instanceof SyntaxError ? 'server' : 'network'
  const detail = error instanceof Error ? error.message : 'no reason given'
  return new ModelError(kind, detail.slice(0, DETAIL_CHARS_MAX), null, error)
}
