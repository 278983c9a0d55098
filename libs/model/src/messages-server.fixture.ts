import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { logSink } from '@millwright/testing'
import { createModel, type Message, type ModelOptions } from './index.ts'

interface Seen {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server that hands each request to `answer`. */
export async function serve(answer: (response: ServerResponse, nth: number) => void) {
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
  // Whatever is still open ends with the test process.
  server.unref()
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo
  return { baseUrl: `http://127.0.0.1:${port}`, seen }
}

export function model(baseUrl: string, more: Partial<ModelOptions> = {}) {
  return createModel({
    baseUrl,
    apiKey: 'sk-test',
    name: 'm-1',
    maxTokens: 1000,
    prices: { 'm-1': { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 } },
    logger: logSink().logger,
    ...more,
  })
}

export const userSays = (text: string): Message => ({
  role: 'user',
  content: [{ type: 'text', text }],
})
export const request = (signal = new AbortController().signal) => ({
  system: 'be brief',
  messages: [userSays('fix it')],
  tools: [
    { name: 'bash', description: 'runs', inputSchema: { type: 'object' as const } },
    { name: 'finish', description: 'ends', inputSchema: { type: 'object' as const } },
  ],
  signal,
})

export const start = {
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
export const toolUse = { type: 'tool_use', id: 'toolu_1', name: 'bash', input: {} }
export const toolEvents = [
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

export function sendEvents(response: ServerResponse, events: readonly { type: string }[]) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  }
}
