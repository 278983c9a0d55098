import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'
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
  check('^[[2K^[[1;31m\u2716^[[m ^[[', '\u001b[2K\u001b[1;31m\u2716\u001b[m ^[[')
  check(
    "grep '^[[:space:]]*bad' | sed 's/^[[0-9]*m//'",
    "grep '^[[:space:]]*bad' | sed 's/^[[0-9]*m//'",
  )
})

/** Any log as `gh run view --log` prints it. */
const inColumns = (lines: string[]) =>
  lines.map((text) => `test\tRun tests\t2026-01-02T03:04:05.1234567Z ${text}\n`).join('')

async function* inChunks(log: string, size: number) {
  const bytes = Buffer.from(log)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('a log with carets gives its command and its error without them, however it is cut', async () => {
  const log = [
    '##[group]Run npx tsc -p .',
    '^[[36;1mnpx tsc -p .^[[0m',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    '^[[96msrc/a.ts^[[0m:^[[93m3^[[0m:^[[93m7^[[0m - ^[[91merror^[[0m^[[90m TS2322: ^[[0mno',
    '##[error]Process completed with exit code 2.',
  ]

  const rules = await builtinRules()

  for (const size of [1, 2, 3, 64, 4096]) {
    const diagnosis = await diagnose(inChunks(inColumns(log), size), {}, rules)

    expect(diagnosis.step.command).toBe('npx tsc -p .')
    expect(diagnosis).toMatchObject({ category: 'type-error', files: [{ path: 'src/a.ts' }] })
  }
})

test('an expression in a command is no terminal escape', async () => {
  const rules = await builtinRules()
  const command = "./check | grep '^[[:space:]]*bad' && exit 1"
  const coloured = "./check | sed 's/^[[31m//'"
  const log = (text: string) => [
    `##[group]Run ${text}`,
    text,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    'check: error: the till is open',
    '##[error]Process completed with exit code 1.',
  ]

  expect((await diagnose(inColumns(log(command)), {}, rules)).step.command).toBe(command)
  for (const text of [command, coloured]) {
    const { step, replay } = await diagnose(log(text).join('\n'), {}, rules)

    expect([step.command, replay]).toEqual([text, text])
  }
})
