import type { ContentBlock, Message } from '@millwright/model'
import {
  TRANSCRIPT_CALLS_MAX,
  type TranscriptCall,
  type TranscriptTurn,
} from '@millwright/protocol'
import { cleanText } from '@millwright/template'

/** Characters of one text that people are shown, the greater part from its end. */
export const SHOWN_CHARS_MAX = 4_000
const HEAD_CHARS = 1_500

type Result = Extract<ContentBlock, { type: 'tool_result' }>

/**
 * A loop's messages as people read them: each answer with its calls and what came of them. The first
 * message is the prompt, which the task itself holds. Thoughts are left out.
 */
export function toTurns(messages: readonly Message[]): TranscriptTurn[] {
  const turns: TranscriptTurn[] = []
  for (const [at, { role, content }] of messages.entries()) {
    if (role !== 'assistant') continue
    const next = messages[at + 1]?.content ?? []
    turns.push(toTurn(turns.length + 1, content, next))
  }
  return turns
}

function toTurn(
  turn: number,
  answer: readonly ContentBlock[],
  next: readonly ContentBlock[],
): TranscriptTurn {
  const results = new Map<string, Result>()
  for (const block of next) if (block.type === 'tool_result') results.set(block.tool_use_id, block)
  const calls = answer.flatMap((block) =>
    block.type === 'tool_use' ? [toCall(block, results.get(block.id))] : [],
  )
  return {
    turn,
    said: shown(wordsOf(answer)),
    calls: calls.slice(0, TRANSCRIPT_CALLS_MAX),
    calls_left_out: Math.max(0, calls.length - TRANSCRIPT_CALLS_MAX),
    told: shown(wordsOf(next)),
  }
}

function toCall(
  { name, input }: Extract<ContentBlock, { type: 'tool_use' }>,
  result: Result | undefined,
): TranscriptCall {
  return {
    tool: shown(name).slice(0, 200),
    input: shown(inWords(input)),
    output: result ? shown(result.content) : null,
    is_error: result?.is_error ?? false,
  }
}

function wordsOf(content: readonly ContentBlock[]): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
}

/** A command stands for itself; of everything else each field is named. */
function inWords(input: unknown): string {
  if (typeof input !== 'object' || input === null) return JSON.stringify(input) ?? ''
  const fields = Object.entries(input)
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  const [first] = fields
  if (fields.length === 1 && first?.[0] === 'command') return text(first[1]) ?? ''
  return fields.map(([name, value]) => `${name}: ${text(value)}`).join('\n')
}

/** Without terminal tricks, and without its middle when it is long. */
function shown(text: string): string {
  const clean = cleanText(text)
  const missing = clean.length - SHOWN_CHARS_MAX
  if (missing <= 0) return clean
  const head = clean.slice(0, HEAD_CHARS)
  const tail = clean.slice(-(SHOWN_CHARS_MAX - HEAD_CHARS))
  return `${head}\n[${missing} characters are not shown]\n${tail}`
}
