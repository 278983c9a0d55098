import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { ModelError } from './index.ts'
import { model, request, sendEvents, serve, start, toolEvents } from './messages-server.fixture.ts'

async function failureOf(answer: Promise<unknown>): Promise<ModelError> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ModelError)) throw new Error(`not a ModelError: ${String(error)}`)
  return error
}

test.each([
  [401, 'auth', true],
  [402, 'auth', true],
  [403, 'auth', true],
  [400, 'bad_request', false],
  [404, 'bad_request', false],
  [429, 'rate_limited', true],
  [500, 'server', true],
  [503, 'server', true],
  [529, 'overloaded', true],
] as const)('status %i is %s, worth a retry: %s', async (status, kind, retryable) => {
  const { baseUrl } = await serve((response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ type: 'error', error: { type: 'x', message: 'no' } }))
  })

  const error = await failureOf(model(baseUrl).ask(request()))

  expect({ kind: error.kind, retryable: error.retryable }).toEqual({ kind, retryable })
  expect(error.code).toMatch(/^MW_MODEL_/)
})

test.each([429, 500, 529])(
  'status %i is handed out at once, for the caller to count',
  async (status) => {
    const { baseUrl, seen } = await serve((response) => {
      response.writeHead(status, { 'retry-after': '3600' }).end('{}')
    })

    const error = await failureOf(model(baseUrl).ask(request()))

    expect(error.retryAfterMs).toBe(3_600_000)
    expect(seen).toHaveLength(1)
  },
)

test('an error inside a stream that began well keeps its kind', async () => {
  const { baseUrl } = await serve((response) => {
    const failure = { type: 'overloaded_error', message: 'Overloaded' }
    sendEvents(response, [start])
    response.end(`event: error\ndata: ${JSON.stringify({ type: 'error', error: failure })}\n\n`)
  })

  const error = await failureOf(model(baseUrl).ask(request()))

  expect(error.kind).toBe('overloaded')
})

test.each([
  ['cut off', (response: ServerResponse) => response.destroy(), 'dropped'],
  ['ended early', (response: ServerResponse) => response.end(), 'dropped'],
  [
    'garbled',
    (response: ServerResponse) => response.end('event: message_delta\ndata: {oops\n\n'),
    'server',
  ],
] as const)('a stream that is %s is worth a retry', async (_name, finish, kind) => {
  const { baseUrl } = await serve((response) => {
    sendEvents(response, toolEvents.slice(0, 3))
    setTimeout(() => finish(response), 20)
  })

  const error = await failureOf(model(baseUrl).ask(request()))

  expect({ kind: error.kind, retryable: error.retryable }).toEqual({ kind, retryable: true })
})

test('a server that is not there is a network failure', async () => {
  const error = await failureOf(model('http://127.0.0.1:9').ask(request()))

  expect(error.kind).toBe('network')
})

test.each([
  ['from the start', () => undefined],
  ['after a good start', (response: ServerResponse) => sendEvents(response, [start])],
] as const)(
  'a server that stays silent %s is a timeout, and not asked twice',
  async (_name, answer) => {
    const { baseUrl, seen } = await serve(answer)

    const error = await failureOf(model(baseUrl, { requestMsMax: 200 }).ask(request()))

    expect(error).toMatchObject({ kind: 'timeout', code: 'MW_MODEL_TIMEOUT', retryable: true })
    expect(seen.length).toBeLessThan(2)
  },
)

test('a stream that stands still half way is given up long before the request is', async () => {
  const { baseUrl, seen } = await serve((response) => sendEvents(response, toolEvents.slice(0, 3)))

  const error = await failureOf(model(baseUrl, { silenceMsMax: 100 }).ask(request()))

  expect(error).toMatchObject({ kind: 'timeout', retryable: true })
  expect(error.message).toContain('stood still for 0.1 s')
  expect(seen).toHaveLength(1)
})

test('a slow stream is no silent one: a ping is a sign of life, too', async () => {
  const { baseUrl } = await serve((response) => {
    sendEvents(response, [start])
    const rest = [...Array.from({ length: 6 }, () => ({ type: 'ping' })), ...toolEvents.slice(1)]
    const sending = setInterval(() => {
      const event = rest.shift()
      if (event === undefined) {
        clearInterval(sending)
        response.end()
      } else response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    }, 120)
  })

  const answer = await model(baseUrl, { silenceMsMax: 1000 }).ask(request())

  expect(answer.stopReason).toBe('tool_use')
})

test('a server that thinks before its first word is not silent yet', async () => {
  const { baseUrl } = await serve((response) => {
    setTimeout(() => {
      sendEvents(response, toolEvents)
      response.end()
    }, 200)
  })

  const answer = await model(baseUrl, { silenceMsMax: 50 }).ask(request())

  expect(answer.stopReason).toBe('tool_use')
})

test('giving up in the middle of a stream throws the reason given', async () => {
  const control = new AbortController()
  const { baseUrl } = await serve((response) => sendEvents(response, toolEvents.slice(0, 2)))
  const asked = model(baseUrl).ask(request(control.signal))
  setTimeout(() => control.abort(new Error('cancelled by an operator')), 50)

  await expect(asked).rejects.toThrow('cancelled by an operator')
})

test.each([
  ['at its start', 1, 1],
  ['after its last count', 6, 20],
])(
  'an answer that is broken off %s is told of with what it was counted',
  async (_name, sent, out) => {
    const { baseUrl } = await serve((response) => {
      sendEvents(response, toolEvents.slice(0, sent))
      setTimeout(() => response.destroy(), 20)
    })
    const lost: unknown[] = []
    const onLost = async (usage: unknown) => {
      lost.push(usage)
    }

    await failureOf(model(baseUrl).ask({ ...request(), onLost }))

    const cached = { cache_read_tokens: 1000, cache_write_tokens: 0 }
    const usd = expect.closeTo(0.0006 + 0.000015 * out, 9)
    expect(lost).toEqual([{ turns: 0, input_tokens: 100, output_tokens: out, ...cached, usd }])
  },
)

const spoken = [
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'I see' } },
]

test('a question that we take back is paid for as well, and one that never began is not', async () => {
  const control = new AbortController()
  const { baseUrl } = await serve((response) => sendEvents(response, [start, ...spoken]))
  let lost = 0
  const onLost = async () => {
    lost += 1
  }
  const onText = () => control.abort(new Error('cancelled'))
  const asked = model(baseUrl).ask({ ...request(control.signal), onLost, onText })

  await expect(asked).rejects.toThrow('cancelled')
  await failureOf(model('http://127.0.0.1:9').ask({ ...request(), onLost }))

  expect(lost).toBe(1)
})

test('the most that a question may cost has no price from the cache, and a whole answer', () => {
  expect(model('http://127.0.0.1:9').mostUsd(1_000_000)).toBeCloseTo(3.75 + 0.015, 9)
  expect(model('http://127.0.0.1:9', { prices: {} }).mostUsd(1)).toBeNull()
})
