import { expect, test } from 'vitest'
import { lineWriter } from './line-writer.ts'

const child = { name: 'worker', argv: [], env: {} }

function written(line: string): string {
  let text = ''
  lineWriter(
    (raw) => raw.replaceAll('hunter2', '[redacted]'),
    (out) => {
      text += out
    },
  )(line, child, 7)
  return text
}

test.each([
  ['a C1 control', '\u009b2J'],
  ['a bidirectional override', '\u202eabc'],
  ['an invisible tag', '\u{e0041}'],
  ['a line separator', 'a\u2028b'],
])('%s in a line of a child reaches no terminal and is not lost', (_, msg) => {
  const line = written(JSON.stringify({ level: 'info', msg }))

  expect(line).not.toMatch(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(JSON.parse(line)).toEqual({ level: 'info', msg })
})

test('a line that is no JSON becomes some, without secrets and controls', () => {
  const line = written('{ crash: hunter2 \u009b31m')

  expect(line).not.toMatch(/hunter2|\u009b/)
  expect(JSON.parse(line)).toMatchObject({ name: 'worker', pid: 7, level: 'warn' })
})
