import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { logSink } from '@millwright/testing'
import { afterEach, expect, test } from 'vitest'
import { createModel, type Message, ModelError, type ModelOptions } from './index.ts'

const close: (() => void)[] = []
afterEach(() => {
  for (const stop of close.splice(0)) stop()
})

interface Seen {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server that hands each request to `answer`. */
async function serve(answer: (response: ServerResponse, nth: number) => void) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      seen.push({ headers: request.headers, body })
      answer(response, seen.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close.push(() => {
    server.closeAllConnections()
    server.close()
  })
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo
  return { baseUrl: `http://127.0.0.1:${port}`, seen }
}

function model(baseUrl: string, more: Partial<ModelOptions> = {}) {
  return createModel({
    baseUrl,
    apiKey: 'sk-test',
    name: 'm-1',
    maxTokens: 1000,
    prices: { 'm-1': { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 } },
    logger: logSink().logger,
    retriesMax: 0,
    ...more,
  })
}

const userSays = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] })
const request = (signal = new AbortController().signal) => ({
  system: 'be brief',
  messages: [userSays('fix it')],
  tools: [
    { name: 'bash', description: 'runs', inputSchema: { type: 'object' as const } },
    { name: 'finish', description: 'ends', inputSchema: { type: 'object' as const } },
  ],
  signal,
})

const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm-1',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 1, cache_read_input_tokens: 1000 },
  },
}
const toolUse = { type: 'tool_use', id: 'toolu_1', name: 'bash', input: {} }
const toolEvents = [
  start,
  { type: 'content_block_start', index: 0, content_block: toolUse },
  {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'input_json_delta', partial_json: '{"command"' },
  },
  {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'input_json_delta', partial_json: ':"ls"}' },
  },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 20 } },
  { type: 'message_stop' },
]

function sendEvents(response: ServerResponse, events: readonly { type: string }[]) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  }
}

async function failureOf(answer: Promise<unknown>): Promise<ModelError> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ModelError)) throw new Error(`not a ModelError: ${String(error)}`)
  return error
}

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

test.each([
  [401, 'auth', false],
  [402, 'auth', false],
  [403, 'auth', false],
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
  ['cut off', (response: ServerResponse) => response.destroy(), 'network'],
  ['ended early', (response: ServerResponse) => response.end(), 'network'],
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

test('giving up in the middle of a stream throws the reason given', async () => {
  const control = new AbortController()
  const { baseUrl } = await serve((response) => sendEvents(response, toolEvents.slice(0, 2)))
  const asked = model(baseUrl).ask(request(control.signal))
  setTimeout(() => control.abort(new Error('cancelled by an operator')), 50)

  await expect(asked).rejects.toThrow('cancelled by an operator')
})
