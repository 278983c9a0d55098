import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const ASK_EVERY_MS = 200
const ANSWER_MS_MAX = 2_000

const Overview = z.object({
  lead: z.object({ pid: z.number() }).nullable(),
  workers: z.object({ count: z.number() }),
})

export interface Wanted {
  /** Address of the status API. */
  readonly url: string
  /** Shown for reading; null where there is none. */
  readonly token: string | null
  readonly workers: number
  /** The lead that was started: a sign of life of an earlier one does not count. */
  leadPid(): number | null
}

/** Waits until status, lead and workers all show that they work; false when stopped before. */
export async function waitUntilReady(wanted: Wanted, stop: AbortSignal): Promise<boolean> {
  while (!stop.aborted) {
    const overview = Overview.safeParse(await ask(wanted)).data
    const isLeadUp = overview?.lead?.pid !== undefined && overview.lead.pid === wanted.leadPid()
    if (isLeadUp && overview.workers.count >= wanted.workers) return true
    await sleep(ASK_EVERY_MS, null, { signal: stop }).catch(() => null)
  }
  return false
}

/** The answer, or null while there is none. */
async function ask({ url, token }: Wanted): Promise<unknown> {
  try {
    const headers: Record<string, string> =
      token === null ? {} : { authorization: `Bearer ${token}` }
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    const answer = await fetch(`${url}/api/v1/status`, { headers, signal })
    return await answer.json()
  } catch {
    return null
  }
}
