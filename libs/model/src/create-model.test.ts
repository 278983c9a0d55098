import { expect, test } from 'vitest'
import type { Message } from './index.ts'
import {
  model,
  request,
  sendEvents,
  serve,
  start,
  toolEvents,
  toolUse,
  userSays,
} from './messages-server.fixture.ts'

test('a streamed tool call arrives whole, with tokens of every kind and its price', async () => {
  const { baseUrl } = await serve((response) => {
    sendEvents(response, toolEvents)
    response.end()
  })

  const answer = await model(baseUrl).ask(request())

  expect(answer).toEqual({
    content: [{ ...toolUse, input: { command: 'ls' } }],
    stopReason: 'tool_use',
    usage: {
      turns: 1,
      input_tokens: 100,
      output_tokens: 20,
      cache_read_tokens: 1000,
      cache_write_tokens: 0,
      usd: 0.0009,
    },
  })
})

test('a model without a price costs an unknown amount, not nothing', async () => {
  const { baseUrl } = await serve((response) => {
    sendEvents(response, toolEvents)
    response.end()
  })

  const answer = await model(baseUrl, { prices: {} }).ask(request())

  expect(answer.usage.usd).toBeNull()
})

test('an answer without content still makes a message that the API takes back', async () => {
  const { baseUrl } = await serve((response) => {
    const last = { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} }
    sendEvents(response, [start, last, { type: 'message_stop' }])
    response.end()
  })

  const answer = await model(baseUrl).ask(request())

  expect(answer.content).toEqual([{ type: 'text', text: '(empty answer)' }])
})

test('the last tool, the system part and the last two user messages are cache breakpoints', async () => {
  const { baseUrl, seen } = await serve((response) => {
    sendEvents(response, toolEvents)
    response.end()
  })
  const answered: Message = { role: 'assistant', content: [{ type: 'text', text: 'ok' }] }
  const messages = [userSays('one'), answered, userSays('two'), answered, userSays('three')]

  await model(baseUrl).ask({ ...request(), messages })

  const body = JSON.parse(seen[0]?.body ?? '{}')
  const mark = { type: 'ephemeral' }
  expect(body.system[0].cache_control).toEqual(mark)
  expect(body.tools.map((t: { cache_control?: unknown }) => t.cache_control)).toEqual([
    undefined,
    mark,
  ])
  expect(
    body.messages.map((m: { content: { cache_control?: unknown }[] }) => m.content[0]),
  ).toEqual([
    { type: 'text', text: 'one' },
    { type: 'text', text: 'ok' },
    { type: 'text', text: 'two', cache_control: mark },
    { type: 'text', text: 'ok' },
    { type: 'text', text: 'three', cache_control: mark },
  ])
})

test('a server of another make gets the key in both headers in use', async () => {
  const { baseUrl, seen } = await serve((response) => {
    sendEvents(response, toolEvents)
    response.end()
  })

  await model(baseUrl).ask(request())

  expect(seen[0]?.headers).toMatchObject({
    'x-api-key': 'sk-test',
    authorization: 'Bearer sk-test',
  })
})
