import { type Model, type ModelAnswer, ModelError, noUsage } from '@millwright/model'
import { expect, onTestFinished, test } from 'vitest'
import { Breaker } from './breaker.ts'
import { patientModel } from './patient-model.ts'

const answer: ModelAnswer = {
  content: [{ type: 'text', text: 'ok' }],
  stopReason: 'end_turn',
  usage: noUsage,
}
const away = (retryAfterMs: number | null = null) =>
  new ModelError('overloaded', '529', retryAfterMs, null)

/** Asks a model that fails with these errors before it answers; null for the policies' own limits. */
function ask(
  errors: readonly Error[],
  control = new AbortController(),
  outageMsMax: number | null = 1000,
) {
  const waits: number[] = []
  const left = [...errors]
  const model: Model = {
    name: 'm',
    mostUsd: () => null,
    ask: async () => {
      const error = left.shift()
      if (error !== undefined) throw error
      return answer
    },
  }
  const onWait = (_error: ModelError, waitMs: number) => waits.push(waitMs)
  const breaker = new Breaker({ onAway: () => undefined, onTry: () => undefined, coolMs: 60_000 })
  onTestFinished(() => breaker.close())
  const limit = outageMsMax === null ? {} : { outageMsMax }
  const patient = patientModel(model, { onWait, breaker, firstWaitMs: 2, ...limit })
  const request = { system: '', messages: [], tools: [], signal: control.signal }
  return { waits, breaker, asked: patient.ask(request), again: () => patient.ask(request) }
}

test('each wait is twice as long as the one before', async () => {
  const { waits, asked } = ask([away(), away(), away()])

  expect(await asked).toBe(answer)
  expect(waits).toEqual([2, 4, 8])
})

test('a provider that names a time is waited for so long, but never less than usual', async () => {
  const { waits, asked } = ask([away(30), away(0)])

  await asked
  expect(waits).toEqual([30, 4])
})

test('an outage that lasts too long is handed out', async () => {
  const last = away()
  const { waits, asked } = ask([away(), away(), last], new AbortController(), 10)

  await expect(asked).rejects.toBe(last)
  expect(waits).toEqual([2, 4])
})

test('a provider that does not answer in time is waited for ten seconds at most', async () => {
  const silent = new ModelError('timeout', 'silent', 10_001, null)
  const { waits, asked, breaker } = ask([silent], new AbortController(), null)

  await expect(asked).rejects.toBe(silent)
  expect(waits).toEqual([])
  expect(breaker.status()).toMatchObject({ state: 'away', code: 'MW_MODEL_TIMEOUT' })
})

test('a request that is at fault itself is handed out at once, and is no outage', async () => {
  const refused = new ModelError('bad_request', '400', null, null)
  const { waits, asked, breaker } = ask([refused])

  await expect(asked).rejects.toBe(refused)
  expect(waits).toEqual([])
  expect(breaker.status()).toMatchObject({ state: 'ok', failures: {} })
})

test('a refused key is an outage at once, and nothing more is asked', async () => {
  const refused = new ModelError('auth', '401', null, null)
  const { waits, asked, again, breaker } = ask([refused])

  await expect(asked).rejects.toBe(refused)
  await expect(again()).rejects.toBe(refused)
  expect(waits).toEqual([])
  expect(breaker.status()).toMatchObject({
    state: 'away',
    code: 'MW_MODEL_AUTH',
    failures: { auth: 1 },
  })
})

test('each kind of failure has its own counter and its own waits', async () => {
  const dropped = () => new ModelError('dropped', 'cut', null, null)
  const { waits, asked, breaker } = ask([away(), away(), dropped(), away(), dropped()])

  await asked

  expect(waits).toEqual([2, 4, 2, 8, 4])
  expect(breaker.status()).toMatchObject({ state: 'ok', failures: { overloaded: 3, dropped: 2 } })
})

test('giving up while waiting leaves the outage as the reason', async () => {
  const control = new AbortController()
  const error = away(1000)
  const { asked } = ask([error], control)
  setTimeout(() => control.abort(), 20)

  await expect(asked).rejects.toBe(error)
})
