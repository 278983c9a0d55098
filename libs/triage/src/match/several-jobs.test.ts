import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'

const rules = await builtinRules()

/** A step as `gh run view --log-failed` prints it, in a file with several jobs. */
function step(job: string, command: string, ...output: string[]): string {
  const header = [`##[group]Run ${command}`, command, 'shell: /usr/bin/bash -e {0}', '##[endgroup]']
  const lines = [...header, ...output].map(
    (text) => `${job}\tUNKNOWN STEP\t2026-01-02T03:04:05.1234567Z ${text}\n`,
  )
  return lines.join('')
}

const types = step(
  'types',
  'npx tsc -p .',
  'src/a.ts(3,7): error TS2322: no',
  '##[error]Process completed with exit code 2.',
)
const gate = step('gate', 'exit 1', '##[error]Process completed with exit code 1.')
const cancelled = step('old', 'npm test', '##[error]The operation was canceled.')

async function check(log: string) {
  const diagnosis = await diagnose(log, {}, rules)

  expect(diagnosis).toMatchObject({ verdict: 'FIXABLE', rule: 'tsc/error' })
}

test('of several jobs in one log the first that failed is diagnosed', async () => {
  await check(types + gate)
})

test('a job that failed in its upload is not hidden by one that waited for it', async () => {
  const upload = step(
    'upload',
    './upload-report',
    'error: the report is empty',
    '##[error]Process completed with exit code 1.',
  )

  const diagnosis = await diagnose(upload + gate, {}, rules)

  expect(diagnosis.evidence[0]?.text).toBe('error: the report is empty')
})

test('a job that was cancelled for another one does not hide it', async () => {
  await check(cancelled + types)
  await check(types + cancelled)
})

const time = '2026-01-02T03:04:05.1234567Z '
const publish = [
  '##[group]Run npm publish',
  'npm publish',
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
  'npm error code E401',
  '##[error]Process completed with exit code 1.',
]

test('a step that prints the log of another run adds no jobs to its own', async () => {
  const header = [
    '##[group]Run ./report',
    './report',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
  ]
  const printed = (types + gate).trimEnd().split('\n')
  const lines = [...header, ...printed, ...publish]
  const timed = lines.map((text) => `${time}${text}\n`)
  const firstPrinted = [...printed, ...publish].map((text) => `${time}${text}\n`)

  for (const log of [timed.join(''), `\uFEFF${firstPrinted.join('')}`, lines.join('\n')]) {
    const diagnosis = await diagnose(log, {}, rules)

    expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', rule: 'npm-publish/login' })
  }
})

test('columns count whatever a shell made of the byte-order mark of the first line', async () => {
  for (const mark of ['\uFEFF', '???', '\u2229\u2557\u2510']) {
    await check(types.replace('\t2026', `\t${mark}2026`) + gate)
    await check(`\n${types}${gate}`)
  }
})
