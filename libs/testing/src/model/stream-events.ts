import type { AnswerBlock, AnswerMessage } from './to-message.ts'

/** One server-sent event; its name is the `type` of its data. */
export type StreamEvent = { readonly type: string } & Readonly<Record<string, unknown>>

const CHUNKS = 3

/**
 * The answer in the order of Anthropic's published stream: `message_start`, each block between
 * `content_block_start` and `content_block_stop`, then `message_delta` and `message_stop`.
 * See https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export function streamEvents(message: AnswerMessage): StreamEvent[] {
  const { usage, content, stop_reason, stop_sequence } = message
  const started = {
    ...message,
    content: [],
    stop_reason: null,
    usage: { ...usage, output_tokens: 1 },
  }
  return [
    { type: 'message_start', message: started },
    { type: 'ping' },
    ...content.flatMap(blockEvents),
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage },
    { type: 'message_stop' },
  ]
}

function blockEvents(block: AnswerBlock, index: number): StreamEvent[] {
  const isText = block.type === 'text'
  const deltas = isText
    ? chunks(block.text).map((text) => ({ type: 'text_delta', text }))
    : ['', ...chunks(JSON.stringify(block.input))].map((partial_json) => ({
        type: 'input_json_delta',
        partial_json,
      }))
  const empty = isText ? { ...block, text: '' } : { ...block, input: {} }
  return [
    { type: 'content_block_start', index, content_block: empty },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ]
}

/** Splits between code points: half a character would not survive the wire. */
function chunks(text: string): string[] {
  const points = [...text]
  const size = Math.max(Math.ceil(points.length / CHUNKS), 1)
  const parts: string[] = []
  for (let at = 0; at < points.length; at += size) parts.push(points.slice(at, at + size).join(''))
  return parts
}
