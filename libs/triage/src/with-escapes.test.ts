import { expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { builtinRules } from './load-rules.ts'
import { withEscapes } from './with-escapes.ts'

function check(text: string, expected: string) {
  const bytes = Buffer.from(text)
  const line = withEscapes({ number: 1, bytes, start: 0, end: bytes.length, isCut: false })

  expect(Buffer.from(line.bytes.subarray(line.start, line.end)).toString()).toBe(expected)
}

test('escapes in caret notation become escapes, and other carets stay', () => {
  check('^[[31merror^[[0m: no', '\u001b[31merror\u001b[0m: no')
  check('expected ^[a-z] and x ^ y', 'expected ^[a-z] and x ^ y')
  check('cut ^[', 'cut ^[')
})

test('a log with carets gives its command and its error without them', async () => {
  const line = (text: string) => `test\tRun tests\t2026-01-02T03:04:05.1234567Z ${text}\n`
  const log = [
    '##[group]Run npx tsc -p .',
    '^[[36;1mnpx tsc -p .^[[0m',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    '^[[96msrc/a.ts^[[0m:^[[93m3^[[0m:^[[93m7^[[0m - ^[[91merror^[[0m^[[90m TS2322: ^[[0mno',
    '##[error]Process completed with exit code 2.',
  ]

  const diagnosis = await diagnose(log.map(line).join(''), {}, await builtinRules())

  expect(diagnosis.step.command).toBe('npx tsc -p .')
  expect(diagnosis).toMatchObject({ category: 'type-error', files: [{ path: 'src/a.ts' }] })
})
