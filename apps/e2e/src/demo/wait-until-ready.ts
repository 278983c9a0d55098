import { waitFor } from '@millwright/testing'
import { NotReadyError } from './not-ready-error.ts'

const READY_MS_MAX = 60_000

export interface ReadyOptions {
  logFile: string
  /** A minute unless told. */
  readyMs?: number
  signal?: AbortSignal
}

/** Resolves once the service is ready. Throws the signal's reason, or NotReadyError. */
export async function waitUntilReady(
  isReady: () => Promise<boolean>,
  { logFile, readyMs = READY_MS_MAX, signal }: ReadyOptions,
): Promise<void> {
  const look = () => {
    signal?.throwIfAborted()
    return isReady()
  }
  try {
    await waitFor(look, { timeoutMs: readyMs, everyMs: 200, what: 'the service to be ready' })
  } catch (error) {
    signal?.throwIfAborted()
    const problem = `the service was not ready within ${readyMs / 1000} s`
    throw await NotReadyError.create(problem, logFile, error)
  }
}
