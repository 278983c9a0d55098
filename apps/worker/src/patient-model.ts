import { setTimeout as sleep } from 'node:timers/promises'
import { type Model, type ModelAnswer, ModelError, type ModelRequest } from '@millwright/model'

export interface Patience {
  /** Called before each wait. */
  readonly onWait: (error: ModelError, waitMs: number) => void
  readonly firstWaitMs?: number
  /** How long one request waits in all before the outage is handed out. */
  readonly outageMsMax?: number
}

const FIRST_WAIT_MS = 2_000
const WAIT_MS_MAX = 60_000
const OUTAGE_MS_MAX = 300_000

/**
 * A model that waits for its provider to recover, twice as long each time. Beyond `outageMsMax` it
 * throws the provider's error; so it does when it is given up while it waits, so that an outage is
 * never mistaken for work that took too long.
 */
export function patientModel(model: Model, patience: Patience): Model {
  return { name: model.name, ask: (request) => askPatiently(model, request, patience) }
}

async function askPatiently(
  model: Model,
  request: ModelRequest,
  { onWait, firstWaitMs = FIRST_WAIT_MS, outageMsMax = OUTAGE_MS_MAX }: Patience,
): Promise<ModelAnswer> {
  let waitedMs = 0
  for (let tries = 0; ; tries += 1) {
    try {
      return await model.ask(request)
    } catch (error) {
      if (!(error instanceof ModelError) || !error.retryable) throw error
      const wantedMs = Math.max(error.retryAfterMs ?? 0, firstWaitMs * 2 ** tries)
      const waitMs = Math.min(wantedMs, WAIT_MS_MAX)
      waitedMs += waitMs
      if (waitedMs > outageMsMax) throw error
      onWait(error, waitMs)
      await sleep(waitMs, undefined, { signal: request.signal }).catch(() => {
        throw error
      })
    }
  }
}
