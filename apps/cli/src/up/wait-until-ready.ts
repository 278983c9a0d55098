import { setTimeout as sleep } from 'node:timers/promises'

const ASK_EVERY_MS = 200
const ANSWER_MS_MAX = 2_000

/** Asks the status API until it says that the service is ready; false when stopped before. */
export async function waitUntilReady(url: string, stop: AbortSignal): Promise<boolean> {
  while (!stop.aborted) {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    const answer = await fetch(`${url}/ready`, { signal }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok === true) return true
    await sleep(ASK_EVERY_MS, null, { signal: stop }).catch(() => null)
  }
  return false
}
