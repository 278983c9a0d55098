import { type Model, ModelError } from '@millwright/model'
import { expect, test } from 'vitest'
import { bash, finish, type Step, scripted, turn, work } from './agent.fixture.ts'

/** Ten dollars for a million tokens of context, and none for the answer. */
const mostUsd = (contextTokens: number) => contextTokens / 100_000
const limits = { turns: 20, usd: 3, tokens: 10_000_000 }
const task = { system: 'fix', prompt: 'it is red', limits }

const priced = (steps: readonly Step[]): Model => ({ ...scripted(steps).model, mostUsd })
const dear = (usd: number, tokens: number): Step => ({
  content: [bash('true')],
  usage: turn({ usd, input_tokens: tokens }),
})

test('a question that could cost more than is left is not asked', async () => {
  const steps = [dear(2.5, 100_000), dear(9, 900_000), { content: [finish()] }]

  const { outcome } = await work([], { model: priced(steps), task })

  expect(outcome).toMatchObject({ end: 'limit', limit: 'usd', usage: { turns: 1, usd: 2.5 } })
})

test('what was said since the last answer counts by its length', async () => {
  const long = { content: [bash('head -c 30000 /dev/zero | tr "\\0" a')] }
  const steps = [{ ...long, usage: turn({ usd: 2.95 }) }, { content: [finish()] }]

  const { outcome } = await work([], { model: priced(steps), task })

  expect(outcome).toMatchObject({ end: 'limit', limit: 'usd' })
})

test.each([
  ['fits', 3, 'finished'],
  ['does not fit', 0.001, 'limit'],
])('a first question that %s', async (_name, usd, end) => {
  const model = priced([{ content: [finish()] }])

  const { outcome } = await work([], { model, task: { ...task, limits: { ...limits, usd } } })

  expect(outcome.end).toBe(end)
})

/** Breaks off each answer before it gives it, and tells what that cost. */
const breaking = (model: Model, usd: number, times: number): Model => {
  let left = times
  const ask: Model['ask'] = async (request) => {
    while (left > 0) {
      left -= 1
      await request.onLost?.({ ...turn({ usd }), turns: 0 })
      request.signal.throwIfAborted()
    }
    return await model.ask(request)
  }
  return { ...model, ask }
}

test('what the provider broke off is kept before it is asked again, and counted', async () => {
  const model = breaking(priced([dear(0.1, 10), { content: [finish()] }]), 0.5, 2)

  const { outcome, saved } = await work([], { model, task })

  expect(saved.slice(0, 2).map(({ usage }) => usage.usd)).toEqual([0.5, 1])
  expect(outcome).toMatchObject({ end: 'finished', usage: { turns: 2, input_tokens: 40 } })
  expect(outcome.usage.usd).toBeCloseTo(1.11, 9)
})

test('a provider that breaks off again and again is asked no more than the limit pays for', async () => {
  const model = breaking(priced([]), 1, 100)

  const { outcome } = await work([], { model, task })

  expect(outcome).toMatchObject({ end: 'limit', limit: 'usd', usage: { turns: 0, usd: 3 } })
})

test('an outage after a broken answer leaves what it cost in the checkpoint', async () => {
  const away = new ModelError('dropped', 'cut', null, null)
  const model = breaking(priced([away]), 0.5, 1)
  const kept: unknown[] = []
  const save = async ({ usage }: { usage: { usd: number | null } }) => {
    kept.push(usage.usd)
  }

  await expect(work([], { model, task, save })).rejects.toBe(away)

  expect(kept).toEqual([0.5])
})
