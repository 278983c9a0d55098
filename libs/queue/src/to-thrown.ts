import { UnrecoverableError } from 'bullmq'

/**
 * The error as BullMQ understands it: one that says `retryable: false` of itself is not worth a
 * second try and fails the job at once; any other is tried again.
 */
export function toThrown(error: unknown): Error {
  const cause = error instanceof Error ? error : new Error(String(error))
  if (!isFinal(cause) || cause instanceof UnrecoverableError) return cause
  const thrown = new UnrecoverableError(cause.message)
  thrown.cause = cause
  return thrown
}

function isFinal(error: Error): boolean {
  return 'retryable' in error && error.retryable === false
}
