import { setTimeout as sleep } from 'node:timers/promises'

const WAIT_MS_MAX = 20_000
const TRY_MS = 100

/** Tries until it does not fail any more; the last failure is thrown, at once when `isOver`. */
export async function eventually<T>(
  attempt: () => Promise<T>,
  isOver: () => boolean = () => false,
): Promise<T> {
  const deadlineMs = performance.now() + WAIT_MS_MAX
  while (performance.now() < deadlineMs && !isOver()) {
    const result = await attempt().catch(() => null)
    if (result !== null) return result
    await sleep(TRY_MS)
  }
  return attempt()
}
