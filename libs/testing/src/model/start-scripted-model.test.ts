import Anthropic from '@anthropic-ai/sdk'
import { afterAll, expect, test } from 'vitest'
import { startScriptedModel } from './start-scripted-model.ts'

const held: { release: () => void } = { release: () => undefined }
const model = await startScriptedModel({
  scripts: [
    {
      name: 'fix',
      match: (request) => request.text.includes('fix the sum'),
      turns: [
        () => ({
          text: 'Let me look — naïve 👍.',
          tools: [
            { name: 'bash', input: { command: 'npm test', note: '日本' } },
            { name: 'view', input: {} },
          ],
        }),
        ({ toolResults }) => ({ text: `You said: ${toolResults.join('|')}` }),
      ],
    },
    {
      name: 'held',
      match: (request) => request.system === 'wait',
      turns: [
        () =>
          new Promise((resolve) => {
            held.release = () => resolve({ text: 'At last' })
          }),
      ],
    },
    {
      name: 'long',
      match: (request) => request.text.includes('cut'),
      turns: [() => ({ text: 'Half', stopReason: 'max_tokens' })],
    },
    {
      name: 'broken',
      match: (request) => request.text.includes('break'),
      turns: [() => Promise.reject(new Error('my bug'))],
    },
  ],
})
afterAll(() => model.close())

const client = new Anthropic({ baseURL: model.url, apiKey: 'test-key', maxRetries: 0 })
const tools = ['bash', 'view'].map((name) => ({ name, input_schema: { type: 'object' as const } }))
const ask = (messages: Anthropic.MessageParam[], more: { system?: string } = {}) =>
  client.messages.stream({ model: 'm-1', max_tokens: 100, messages, tools, ...more }).finalMessage()
const says = (content: string): Anthropic.MessageParam => ({ role: 'user', content })

test('the SDK reads a streamed answer of text and tool calls', async () => {
  const answer = await ask([says('fix the sum')])

  expect(answer.content).toMatchObject([
    { type: 'text', text: 'Let me look — naïve 👍.' },
    { type: 'tool_use', name: 'bash', input: { command: 'npm test', note: '日本' } },
    { type: 'tool_use', name: 'view', input: {} },
  ])
  expect(answer.stop_reason).toBe('tool_use')
  expect(answer.usage.output_tokens).toBeGreaterThan(10)
})

test('the events come in the published order', async () => {
  const stream = await client.messages.create({
    model: 'm-1',
    max_tokens: 100,
    messages: [says('cut')],
    stream: true,
  })

  const types: string[] = []
  for await (const event of stream) types.push(event.type)

  expect(types).toEqual([
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ])
})

test('without streaming the same answer comes as JSON', async () => {
  const streamed = await ask([says('fix the sum')])
  const whole = await client.messages.create({
    model: 'm-1',
    max_tokens: 100,
    messages: [says('fix the sum')],
  })

  expect(whole.id).toBe(streamed.id)
  expect(whole.content).toMatchObject(streamed.content)
})

test('the turn follows from the messages, and tool results reach the script', async () => {
  const first = await ask([says('fix the sum')])
  const results = first.content.flatMap((block) =>
    block.type === 'tool_use'
      ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: `${block.name} ok` }]
      : [],
  )

  const second = await ask([
    says('fix the sum'),
    { role: 'assistant', content: first.content },
    { role: 'user', content: results },
  ])

  expect(second.content).toMatchObject([{ type: 'text', text: 'You said: bash ok|view ok' }])
  expect(second.stop_reason).toBe('end_turn')
  expect(model.requests().at(-1)).toMatchObject({ script: 'fix', turn: 1, status: 200 })
  expect(JSON.stringify(model.requests().at(-1)?.messages)).toContain('bash ok')
})

test('a turn beyond the script, a request for no script and a broken script are named', async () => {
  const beyond = [says('cut'), { role: 'assistant' as const, content: 'Half' }, says('more')]

  await expect(ask(beyond)).rejects.toThrow('script long has no turn 1, it has 1')
  await expect(ask([says('hello')])).rejects.toThrow('no script matches this request')
  await expect(ask([says('break')])).rejects.toThrow('script broken broke in turn 0: Error: my bug')
})

test('what the real API refuses is refused', async () => {
  const use = { type: 'tool_use' as const, id: 'toolu_1', name: 'bash', input: {} }
  const result = { type: 'tool_result' as const, tool_use_id: 'toolu_2', content: 'x' }
  const cases: [Anthropic.MessageParam[], string][] = [
    [[{ role: 'assistant', content: 'hi' }], 'first message must use the'],
    [[says('cut'), says('again')], 'roles must alternate'],
    [
      [says('cut'), { role: 'assistant', content: [use] }, says('no')],
      'without `tool_result` blocks',
    ],
    [
      [says('cut'), { role: 'assistant', content: 'a' }, { role: 'user', content: [result] }],
      'unexpected `tool_use_id`',
    ],
    [[{ role: 'user', content: [{ type: 'text', text: '' }] }], 'must be non-empty'],
    [[], 'messages'],
  ]

  for (const [messages, why] of cases) {
    const error = await ask(messages).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Anthropic.BadRequestError)
    expect(String(error)).toContain(why)
  }
})

test('a wrong key is 401', async () => {
  const stranger = new Anthropic({ baseURL: model.url, apiKey: 'other', maxRetries: 0 })

  const asking = stranger.messages.create({ model: 'm-1', max_tokens: 1, messages: [says('cut')] })

  await expect(asking).rejects.toBeInstanceOf(Anthropic.AuthenticationError)
})

test('what was marked for the cache is read from it by the next turn', async () => {
  const prompt = 'cut '.repeat(500)
  const cache_control = { type: 'ephemeral' as const }
  const marked = (text: string) => ({
    role: 'user' as const,
    content: [{ type: 'text' as const, text, cache_control }],
  })

  const first = await ask([marked(prompt)])
  const second = await ask([marked(prompt)])

  expect(first.usage.cache_creation_input_tokens).toBeGreaterThan(500)
  expect(second.usage.cache_read_input_tokens).toBe(first.usage.cache_creation_input_tokens)
  expect(second.usage.cache_creation_input_tokens).toBe(0)
})

test('faults come as planned, and only whole answers count as paid', async () => {
  model.faults.next(429)
  model.faults.next(529)
  model.faults.next('drop')
  const question = [says('cut, but once')]
  const retried = new Anthropic({ baseURL: model.url, apiKey: 'test-key', maxRetries: 3 })
  const params = { model: 'm-1', max_tokens: 100, messages: question }
  await expect(ask(question)).rejects.toMatchObject({ status: 429 })
  await expect(ask(question)).rejects.toMatchObject({ status: 529 })
  await expect(ask(question)).rejects.toThrow()
  model.faults.next(500)

  const answer = await retried.messages.stream(params).finalMessage()

  expect(answer.stop_reason).toBe('max_tokens')
  const hash = model.requests().at(-1)?.messagesHash
  expect(model.paidTurns().get(`long/0/${hash}`)).toBe(1)
})

test('an answer that is held back is not paid when the client has gone', async () => {
  const leaving = new AbortController()
  const params = { model: 'm-1', max_tokens: 100, system: 'wait', messages: [says('now')] }
  const left = client.messages.create(params, { signal: leaving.signal })
  left.catch(() => undefined)
  await expect.poll(() => model.requests().at(-1)?.script).toBe('held')
  const releaseFirst = held.release
  leaving.abort()
  await expect(left).rejects.toBeInstanceOf(Anthropic.APIUserAbortError)
  const asking = client.messages.create(params)
  await expect.poll(() => held.release !== releaseFirst).toBe(true)

  releaseFirst()
  held.release()

  expect((await asking).content).toMatchObject([{ text: 'At last' }])
  await expect
    .poll(() => [...model.paidTurns()].filter(([key]) => key.startsWith('held/')))
    .toMatchObject([[expect.any(String), 1]])
})
