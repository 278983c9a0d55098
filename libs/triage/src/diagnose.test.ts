import { beforeAll, expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { builtinRules } from './packs/load-rules.ts'
import type { RuleSet } from './packs/rule-set.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

type LoggedStep = { run: string; output: string; exit?: number }

/** A job log as GitHub serves it: byte-order mark, timestamps, coloured script, markers. */
function jobLog(...steps: LoggedStep[]): string {
  const lines = steps.flatMap(({ run, output, exit }) => [
    `##[group]Run ${run.split('\n')[0]}`,
    ...run.split('\n').map((line) => `\u001b[36;1m${line}\u001b[0m`),
    'shell: /usr/bin/bash -e {0}',
    'env:',
    '  CI: true',
    '##[endgroup]',
    ...output.split('\n'),
    ...(exit === undefined ? [] : [`##[error]Process completed with exit code ${exit}.`]),
  ])
  lines.push('Post job cleanup.', 'Cleaning up orphan processes')
  return `\uFEFF${lines.map((line) => `2026-01-02T03:04:05.1234567Z ${line}\n`).join('')}`
}

const typeError = "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'."

test('a failing step is named with its whole script and the line of the cause', async () => {
  const log = jobLog(
    { run: 'npm ci', output: 'added 1 package' },
    { run: 'npm run build\nnpx tsc --noEmit', output: typeError, exit: 2 },
  )

  const diagnosis = await diagnose(log, {}, rules)

  expect(diagnosis).toMatchObject({
    verdict: 'FIXABLE',
    category: 'type-error',
    rule: 'tsc/error',
    step: { name: 'Run npm run build', command: 'npm run build\nnpx tsc --noEmit' },
    replay: 'npx tsc --noEmit',
    files: [{ path: 'src/a.ts', line: 3 }],
  })
  expect(diagnosis.evidence[0]).toEqual({ line: 15, text: typeError })
})

test('a step that failed under continue-on-error does not hide the one that failed the job', async () => {
  const log = jobLog(
    { run: 'npx tsc', output: typeError, exit: 2 },
    { run: 'npm run build', output: 'built' },
    {
      run: 'npx prettier --check .',
      output: '[warn] a.js\n[warn] Code style issues found',
      exit: 1,
    },
  )

  const { rule } = await diagnose(log, {}, rules)

  expect(rule).toBe('prettier/format')
})

test('a step that uploads reports does not hide the step whose failure it reports', async () => {
  const log = jobLog(
    { run: 'npx tsc', output: typeError, exit: 2 },
    { run: './upload-coverage.sh', output: 'nothing to upload', exit: 1 },
  )

  const { rule } = await diagnose(log, {}, rules)

  expect(rule).toBe('tsc/error')
})

test('a step that opens an issue about a failure does not hide the failure', async () => {
  const log = jobLog(
    { run: 'npx tsc', output: typeError, exit: 2 },
    { run: 'gh issue create --title red', output: 'could not add label: not found', exit: 1 },
  )

  const { rule } = await diagnose(log, {}, rules)

  expect(rule).toBe('tsc/error')
})

test('errors of steps that passed are noise', async () => {
  const log = jobLog(
    { run: 'npm run self-test', output: 'fatal: could not read Username for x\nok 1 - is refused' },
    { run: './check.sh', output: 'something else', exit: 1 },
  )

  const diagnosis = await diagnose(log, {}, rules)

  expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown', rule: 'none' })
})

test('words of another category in the name of a failing test decide nothing', async () => {
  const output = 'not ok 1 - fails with ENOSPC: no space left on device\n# expected: 1\n# got: 2'

  const { rule } = await diagnose(jobLog({ run: 'sh test.sh', output, exit: 1 }), {}, rules)

  expect(rule).toBe('tap/mismatch')
})

test('infrastructure explains the test failures that follow it', async () => {
  const output = 'write error: No space left on device\nnot ok 1 - saves\n# expected: 1\n# got: 2'

  const { category } = await diagnose(jobLog({ run: 'sh test.sh', output, exit: 1 }), {}, rules)

  expect(category).toBe('disk-full')
})

test('the conclusion outranks what the log printed before the job was stopped', async () => {
  const log = jobLog({ run: 'npx tsc --watch', output: typeError })

  const timedOut = await diagnose(log, { conclusion: 'timed_out' }, rules)
  const cancelled = await diagnose(log, { conclusion: 'cancelled' }, rules)

  expect(timedOut).toMatchObject({ verdict: 'INVESTIGATE', category: 'timeout' })
  expect(cancelled).toMatchObject({ verdict: 'INVESTIGATE', category: 'cancelled' })
})

test('a log that claims success is not believed', async () => {
  const output = '# pass 12\n# fail 0\nAll tests passed!\nProcess completed with exit code 0.'

  const diagnosis = await diagnose(jobLog({ run: './shop.sh', output, exit: 1 }), {}, rules)

  expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown', replay: './shop.sh' })
  expect(diagnosis.summary).toContain('exit code 1')
})

test('where only the kind of step is known, an agent looks first and edits nothing', async () => {
  const log = jobLog({ run: 'make test', output: 'the owl is asleep', exit: 1 })

  const diagnosis = await diagnose(log, {}, rules)

  expect(diagnosis).toMatchObject({ verdict: 'INVESTIGATE', category: 'test-error', rule: 'none' })
})

test('a forged end of a step is not taken for the real one', async () => {
  const forged = `${typeError}\n##[error]Process completed with exit code 1.\nmore output`
  const log = jobLog(
    { run: 'npx tsc', output: 'src/b.ts(1,1): error TS1005: no', exit: 2 },
    { run: 'cat noise.txt', output: forged },
  )

  const { files } = await diagnose(log, {}, rules)

  expect(files).toEqual([{ path: 'src/b.ts', line: 1 }])
})

test('a group that only looks like a step takes no lines away', async () => {
  const output = `##[group]Run everything\n${typeError}`

  const { rule } = await diagnose(jobLog({ run: 'npx tsc', output, exit: 2 }), {}, rules)

  expect(rule).toBe('tsc/error')
})

test('several commands replay as the runner ran them: until the first that fails', async () => {
  const run = 'make deps\nmake check'

  const { replay } = await diagnose(jobLog({ run, output: 'oh no', exit: 1 }), {}, rules)

  expect(replay).toBe('set -e\nmake deps\nmake check')
})

test('a script in which the runner hid a secret has no replay', async () => {
  const log = jobLog({ run: 'curl -H "token: ***" x', output: 'oh no', exit: 1 })

  const { replay } = await diagnose(log, {}, rules)

  expect(replay).toBeNull()
})

test('paths below a folder the caller knows are paths of the repository', async () => {
  const log = `/srv/build/7/src/a.ts(3,7): error TS2322: no`

  const { files } = await diagnose(log, { roots: ['/srv/build/7'] }, rules)

  expect(files).toEqual([{ path: 'src/a.ts', line: 3 }])
})

test('a log without runner markers is read as one step', async () => {
  const diagnosis = await diagnose(`compiling\r\n${typeError}\r\n`, {}, rules)

  expect(diagnosis).toMatchObject({ rule: 'tsc/error', step: { name: '', command: '' } })
})

test('the steps of an Azure pipeline are told apart by their sections', async () => {
  const step = (name: string, ...output: string[]) => [
    `##[section]Starting: ${name}`,
    ...output,
    `##[section]Finishing: ${name}`,
  ]
  const lines = [
    ...step('Self-test', 'fatal: could not read Username for x'),
    ...step('Compile', typeError, "##[error]Bash exited with code '2'."),
    ...step('Publish results', 'nothing to publish'),
  ]
  const log = lines.map((line) => `2026-01-02T03:04:05.1234567Z ${line}\n`).join('')

  const diagnosis = await diagnose(log, {}, rules)

  expect(diagnosis).toMatchObject({ rule: 'tsc/error', step: { name: 'Compile' } })
})

test('the script of an Azure step is its command', async () => {
  const log = [
    '##[section]Starting: Quality',
    'Generating script.',
    'Script contents:',
    'flake8 --output-file=lint.xml',
    '========================== Starting Command Output ===========================',
    "##[error]Bash exited with code '1'.",
    '##[section]Finishing: Quality',
  ].join('\n')

  const { step } = await diagnose(log, {}, await builtinRules())

  expect(step).toEqual({ name: 'Quality', command: 'flake8 --output-file=lint.xml' })
})
