import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelError } from '@millwright/model'
import { waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import {
  answersTo,
  bash,
  finish,
  type Step,
  says,
  scripted,
  turn,
  work,
  workspace,
} from './agent.fixture.ts'

test('the calls of an answer that was cut off are not run, and the model goes on', async () => {
  const { dir, jail } = await workspace()
  const cut: Step = { content: [bash('echo cut > log')], stopReason: 'max_tokens' }

  const { asked, outcome } = await work([cut, { content: [bash('ls'), finish()] }], { jail })

  expect(outcome.end).toBe('finished')
  expect(answersTo(asked, 1)[0]).toMatch(/^Not run/)
  expect(answersTo(asked, 1)[1]).toMatch(/cut off/)
  await expect(readFile(join(dir, 'log'))).rejects.toThrow()
})

test('answers that are cut off again and again end the loop', async () => {
  const { asked, outcome } = await work(Array.from({ length: 9 }, () => says('and', 'max_tokens')))

  expect(outcome).toMatchObject({ end: 'gave_up' })
  expect(asked).toHaveLength(4)
})

test('a model that only talks is reminded once, then taken at its word', async () => {
  const { asked, outcome } = await work([
    says('I think'),
    { content: [bash('ls')] },
    says('I am done'),
    says('really'),
  ])

  expect(outcome).toMatchObject({ end: 'gave_up' })
  expect(answersTo(asked, 1)[0]).toMatch(/called no tool/)
})

test('a refusal ends the loop', async () => {
  const { outcome } = await work([says('', 'refusal')])

  expect(outcome).toMatchObject({ end: 'refused', usage: { turns: 1 } })
})

test('a turn that the provider paused is sent back as it is', async () => {
  const { asked } = await work([says('wait', 'pause_turn'), { content: [finish()] }])

  expect(asked[1]?.messages.at(-1)).toEqual({
    role: 'assistant',
    content: [{ type: 'text', text: 'wait' }],
  })
})

test.each([
  ['turns', { turns: 2, usd: 3, tokens: 1000 }],
  ['usd', { turns: 20, usd: 0.02, tokens: 1000 }],
  ['tokens', { turns: 20, usd: 3, tokens: 30 }],
] as const)('the limit on %s ends the loop', async (limit, limits) => {
  const steps = Array.from({ length: 9 }, (): Step => ({ content: [bash('true')] }))

  const { outcome, asked } = await work(steps, { task: { system: '', prompt: 'x', limits } })

  expect(outcome).toMatchObject({ end: 'limit', limit })
  expect(asked).toHaveLength(2)
})

test('an unknown price leaves tokens and turns to bound the spend', async () => {
  const free = turn({ usd: null })
  const limits = { turns: 20, usd: 0.01, tokens: 45 }
  const steps = Array.from({ length: 9 }, () => ({ content: [bash('true')], usage: free }))

  const { outcome } = await work(steps, { task: { system: '', prompt: 'x', limits } })

  expect(outcome).toMatchObject({ end: 'limit', limit: 'tokens', usage: { usd: null } })
})

test('the limit on time ends a tool that is running', async () => {
  const { outcome } = await work([{ content: [bash('sleep 60')] }], {
    deadlineMs: Date.now() + 300,
  })

  expect(outcome).toMatchObject({ end: 'limit', limit: 'time' })
})

test('the model is warned twice before a limit, once each time', async () => {
  const steps = Array.from({ length: 20 }, (): Step => ({ content: [bash('true')] }))

  const { asked } = await work(steps)

  const warned = asked.flatMap((_, nth) => (answersTo(asked, nth).length > 1 ? [nth] : []))
  expect(warned).toEqual([15, 18])
  expect(answersTo(asked, 18)[1]).toMatch(/Call finish now/)
})

test('a paid answer is saved before anything comes of it, so going on never pays for it again', async () => {
  const { dir, jail } = await workspace()
  const steps: Step[] = [{ content: [bash('echo ran >> log')] }, { content: [finish()] }]
  const first = await work(steps, { jail })
  const paid = first.saved[0]
  if (paid === undefined) throw new Error('nothing was saved')
  await writeFile(join(dir, 'log'), '')

  const second = await work(steps.slice(1), { jail, checkpoint: paid })

  expect(paid.pending).toBe('tool_use')
  expect(await readFile(join(dir, 'log'), 'utf8')).toBe('ran\n')
  expect(second.asked).toHaveLength(1)
  expect(second.outcome).toEqual(first.outcome)
})

test('going on after the last paid answer asks the model nothing', async () => {
  const first = await work([{ content: [bash('ls')] }, { content: [finish()] }])

  const second = await work([], { checkpoint: first.saved.at(-1) ?? null })

  expect(second.outcome).toEqual(first.outcome)
})

test('cancelling stops a running command and saves nothing of it', async () => {
  const { dir, jail } = await workspace()
  const control = new AbortController()
  const worked = work([{ content: [bash("trap '' TERM; touch started; sleep 300")] }], {
    signal: control.signal,
    jail,
  })
  await waitFor(() => existsSync(join(dir, 'started')), { what: 'the command' })
  control.abort()

  const { outcome, saved } = await worked

  expect(outcome).toMatchObject({ end: 'cancelled', usage: { turns: 1 } })
  expect(saved).toHaveLength(1)
})

test('cancelling stops the wait for the model', async () => {
  const control = new AbortController()
  const never: Step = (request) =>
    new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
    })
  setTimeout(() => control.abort(), 50)

  const { outcome } = await work([never], { signal: control.signal })

  expect(outcome).toMatchObject({ end: 'cancelled' })
})

test('a provider that fails is thrown, and the last checkpoint still holds', async () => {
  const away = new ModelError('overloaded', '529', null, null)
  const { model } = scripted([{ content: [bash('ls')] }, away])

  await expect(work([], { model })).rejects.toBe(away)
})
