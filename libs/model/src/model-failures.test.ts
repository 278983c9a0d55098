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

test('a passing fault is retried by itself', async () => {
  const { baseUrl, seen } = await serve((response, nth) => {
    if (nth === 1) return response.writeHead(529).end()
    sendEvents(response, toolEvents)
    return response.end()
  })

  await model(baseUrl, { retriesMax: 1 }).ask(request())

  expect(seen).toHaveLength(2)
})

test('a server that asks for an hour of patience is handed out at once', async () => {
  const { baseUrl, seen } = await serve((response) => {
    response.writeHead(429, { 'retry-after': '3600' }).end('{}')
  })

  const error = await failureOf(model(baseUrl, { retriesMax: 2 }).ask(request()))

  expect(error.retryAfterMs).toBe(3_600_000)
  expect(seen).toHaveLength(1)
})

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

    const error = await failureOf(
      model(baseUrl, { requestMsMax: 200, retriesMax: 2 }).ask(request()),
    )

    expect(error).toMatchObject({ kind: 'timeout', code: 'MW_MODEL_TIMEOUT', retryable: true })
    expect(seen.length).toBeLessThan(2)
  },
)

test('giving up in the middle of a stream throws the reason given', async () => {
  const control = new AbortController()
  const { baseUrl } = await serve((response) => sendEvents(response, toolEvents.slice(0, 2)))
  const asked = model(baseUrl).ask(request(control.signal))
  setTimeout(() => control.abort(new Error('cancelled by an operator')), 50)

  await expect(asked).rejects.toThrow('cancelled by an operator')
})
