import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Model,
  type ModelAnswer,
  ModelError,
  type ModelErrorKind,
  type ModelRequest,
} from '@millwright/model'
import type { Breaker } from './breaker.ts'
import { providerPolicies } from './provider-policies.ts'

export interface Patience {
  /** Called before each wait. */
  readonly onWait: (error: ModelError, waitMs: number) => void
  readonly breaker: Pick<Breaker, 'check' | 'isTrying' | 'count' | 'answered' | 'trip'>
  /** In place of the policies' own. */
  readonly firstWaitMs?: number
  readonly outageMsMax?: number
}

const WAIT_MS_MAX = 60_000

/**
 * A model that waits for its provider to recover, for each kind of failure as its policy says.
 * Beyond that the breaker is tripped and the provider's error thrown; thrown it is as well when the
 * request is given up while it waits, so that an outage is never mistaken for work that took too
 * long.
 */
export function patientModel(model: Model, patience: Patience): Model {
  return {
    name: model.name,
    mostUsd: (contextTokens) => model.mostUsd(contextTokens),
    ask: (request) => askPatiently(model, request, patience),
  }
}

async function askPatiently(
  model: Model,
  request: ModelRequest,
  patience: Patience,
): Promise<ModelAnswer> {
  const { breaker, onWait } = patience
  const tries = new Map<ModelErrorKind, number>()
  let waitedMs = 0
  for (;;) {
    breaker.check()
    try {
      const answer = await model.ask(request)
      breaker.answered()
      return answer
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      const policy = providerPolicies[error.kind]
      if (policy === null) {
        breaker.answered()
        throw error
      }
      breaker.count(error)
      const nth = tries.get(error.kind) ?? 0
      tries.set(error.kind, nth + 1)
      const { firstWaitMs = policy.firstWaitMs, outageMsMax = policy.waitMsMax } = patience
      const wantedMs = Math.max(error.retryAfterMs ?? 0, firstWaitMs * 2 ** nth)
      const waitMs = Math.min(wantedMs, WAIT_MS_MAX)
      waitedMs += waitMs
      const isHopeless = policy.waitMsMax === 0 || waitedMs > outageMsMax
      if (breaker.isTrying || isHopeless) {
        breaker.trip(error)
        throw error
      }
      onWait(error, waitMs)
      await sleep(waitMs, undefined, { signal: request.signal }).catch(() => {
        throw error
      })
    }
  }
}
