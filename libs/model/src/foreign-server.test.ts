import { LLMock } from '@copilotkit/aimock'
import { logSink } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createModel } from './index.ts'

// A Messages server that nobody here wrote, so that our own stand-in is not the only judge.
const server = new LLMock({ port: 0 })
let baseUrl = ''
beforeAll(async () => {
  baseUrl = await server.start()
})
beforeEach(() => server.reset().clearChaos())
afterAll(() => server.stop())

const ask = (text: string) =>
  createModel({
    baseUrl,
    apiKey: null,
    name: 'a-model',
    maxTokens: 1000,
    prices: {},
    logger: logSink().logger,
  }).ask({
    system: 'be brief',
    messages: [{ role: 'user', content: [{ type: 'text', text }] }],
    tools: [{ name: 'bash', description: 'runs', inputSchema: { type: 'object' } }],
    signal: new AbortController().signal,
  })

test('a streamed tool call with text before it', async () => {
  server.on(
    { userMessage: 'fix the build' },
    {
      content: 'Let me look.',
      toolCalls: [{ name: 'bash', arguments: { command: 'npm test' }, id: 'toolu_01' }],
      usage: { input_tokens: 123, output_tokens: 45 },
    },
  )

  const answer = await ask('fix the build')

  expect(answer.content).toEqual([
    { type: 'text', text: 'Let me look.' },
    { type: 'tool_use', id: 'toolu_01', name: 'bash', input: { command: 'npm test' } },
  ])
  expect(answer.stopReason).toBe('tool_use')
  expect(answer.usage).toMatchObject({ input_tokens: 123, output_tokens: 45, usd: null })
})

test.each([
  [429, 'rate_limited'],
  [529, 'overloaded'],
] as const)('one %i is %s, and the next request is answered', async (status, kind) => {
  server.on({ userMessage: 'hello' }, { content: 'hi' })
  server.nextRequestError(status)

  await expect(ask('hello')).rejects.toMatchObject({ kind, retryable: true })
  expect((await ask('hello')).content).toEqual([{ type: 'text', text: 'hi' }])
})

test('a dropped connection is worth a retry', async () => {
  server.on({ userMessage: 'hello' }, { content: 'hi' })
  server.setChaos({ disconnectRate: 1 })

  await expect(ask('hello')).rejects.toMatchObject({ kind: 'network', retryable: true })
})

test.each([
  [500, 'server'],
  [503, 'server'],
  [401, 'auth'],
  [403, 'auth'],
  [400, 'bad_request'],
] as const)('status %i is %s', async (status, kind) => {
  server.on({ userMessage: 'hello' }, { content: 'hi' })
  server.nextRequestError(status)

  await expect(ask('hello')).rejects.toMatchObject({ kind })
  expect((await ask('hello')).content).toEqual([{ type: 'text', text: 'hi' }])
})

test('a stream that breaks off in the middle of an answer is dropped, not answered', async () => {
  const content = 'a long answer '.repeat(50)
  server.on(
    { userMessage: 'hello' },
    { content },
    { chunkSize: 10, latency: 10, truncateAfterChunks: 5 },
  )

  await expect(ask('hello')).rejects.toMatchObject({ kind: 'dropped', retryable: true })
})

test('parallel calls keep their order, and an answer that was cut off says so', async () => {
  const toolCalls = ['one', 'two', 'three'].map((command) => ({
    name: 'bash',
    arguments: { command },
  }))
  server.on({ userMessage: 'all' }, { toolCalls })
  server.on({ userMessage: 'long' }, { content: 'cut', finishReason: 'length' })

  const { content } = await ask('all')

  const inputs = content.flatMap((block) => (block.type === 'tool_use' ? [block.input] : []))
  expect(inputs).toEqual([{ command: 'one' }, { command: 'two' }, { command: 'three' }])
  expect((await ask('long')).stopReason).toBe('max_tokens')
})
