import type { Message } from '@millwright/model'
import { TRANSCRIPT_CALLS_MAX } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { SHOWN_CHARS_MAX, toTurns } from './to-turns.ts'

const prompt: Message = { role: 'user', content: [{ type: 'text', text: 'Fix it.' }] }
const call = (id: string, input: unknown, name = 'bash') =>
  ({ type: 'tool_use', id, name, input }) as const
const result = (id: string, content: string, is_error = false) =>
  ({ type: 'tool_result', tool_use_id: id, content, is_error }) as const
const text = (words: string) => ({ type: 'text', text: words }) as const

test('each answer is a turn with its calls, what came of them and what was told after it', () => {
  const turns = toTurns([
    prompt,
    { role: 'assistant', content: [text('I look.'), call('a', { command: 'cat value' })] },
    { role: 'user', content: [result('a', 'exit code 0\n1'), text('Come to an end.')] },
    { role: 'assistant', content: [call('b', { path: 'value', old_text: '1' }, 'edit')] },
    { role: 'user', content: [result('b', 'no', true)] },
    { role: 'assistant', content: [call('c', { command: 'sh test.sh' })] },
  ])

  expect(turns.map(({ said, told }) => [said, told])).toEqual([
    ['I look.', 'Come to an end.'],
    ['', ''],
    ['', ''],
  ])
  expect(turns.map(({ calls }) => calls[0])).toEqual([
    { tool: 'bash', input: 'cat value', output: 'exit code 0\n1', is_error: false },
    { tool: 'edit', input: 'path: value\nold_text: 1', output: 'no', is_error: true },
    { tool: 'bash', input: 'sh test.sh', output: null, is_error: false },
  ])
})

test('a long output is shown without its middle, which is counted', () => {
  const long = `head${'x'.repeat(SHOWN_CHARS_MAX)}tail`

  const [turn] = toTurns([
    prompt,
    { role: 'assistant', content: [call('a', { command: 'seq' })] },
    { role: 'user', content: [result('a', long)] },
  ])

  const output = turn?.calls[0]?.output ?? ''
  expect(output).toMatch(/^head.*\n\[8 characters are not shown\]\n.*tail$/s)
})

test('calls over the limit are counted, not kept', () => {
  const many = Array.from({ length: TRANSCRIPT_CALLS_MAX + 3 }, (_, n) => call(`${n}`, {}))

  const [turn] = toTurns([prompt, { role: 'assistant', content: many }])

  expect(turn?.calls).toHaveLength(TRANSCRIPT_CALLS_MAX)
  expect(turn?.calls_left_out).toBe(3)
})

test('thoughts, terminal tricks and hidden characters are not shown', () => {
  const thought = { type: 'thinking', thinking: 'hm', signature: 's' } as const

  const [turn] = toTurns([
    prompt,
    {
      role: 'assistant',
      content: [thought, text('\u001b[31mred\u202e'), call('a', 'raw', 'b\u200b')],
    },
  ])

  expect(turn).toMatchObject({ said: 'red', calls: [{ tool: 'b', input: '"raw"' }] })
})
