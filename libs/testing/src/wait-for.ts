import { setTimeout as sleep } from 'node:timers/promises'

export interface WaitOptions {
  /** Milliseconds until it gives up; 30 s unless told, as a busy machine starts processes slowly. */
  readonly timeoutMs?: number
  /** Milliseconds between two looks; 20 ms unless told. */
  readonly everyMs?: number
  /** What is awaited, for the error: "the commit on feat/x". */
  readonly what: string
}

/**
 * Looks again and again until `check` answers something other than false, null or undefined,
 * and gives that answer back. What `check` throws passes through.
 * Throws an Error that names `what` and the last answer when the time is over.
 */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 30_000, everyMs = 20, what }: WaitOptions,
): Promise<Exclude<Awaited<T>, false | null | undefined>> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await check()
    if (isThere(answer)) return answer
    if (performance.now() >= deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}; last seen: ${String(answer)}`)
    }
    await sleep(everyMs)
  }
}

function isThere<T>(answer: T): answer is Exclude<T, false | null | undefined> {
  return answer !== false && answer !== null && answer !== undefined
}
