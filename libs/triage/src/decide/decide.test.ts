import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { explain } from '../explain.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

const failedTest = (name: string, line: string) =>
  [
    '=================================== FAILURES ===================================',
    `_________________________________ ${name} _________________________________`,
    '',
    '    def test():',
    '>       check()',
    `E       ${line}`,
    '',
    'tests/test_cart.py:7: AssertionError',
    '=========================== short test summary info ============================',
    `FAILED tests/test_cart.py::${name} - ${line}`,
    '========================= 1 failed, 3 passed in 0.12s ==========================',
  ].join('\n')

test('an error of a compiler that tests outlived is not the cause', async () => {
  const probe = 'conftest.c:3:10: fatal error: sys/endian.h: No such file or directory'
  const log = `${probe}\n${failedTest('test_total', 'assert 3 == 4')}`

  const { diagnosis, rules: matched } = await explain(log, {}, rules)

  expect(diagnosis.rule).toMatch(/^pytest\//)
  expect(matched.map(({ reason }) => reason)).toContain('tests ran after it, so the build went on')
})

test('a rule that loses is kept with its line and the reason', async () => {
  const log = `${failedTest('test_total', 'assert 3 == 4')}\n##[error]The operation was canceled.`

  const { alternatives } = await diagnose(log, {}, rules)

  expect(alternatives.length).toBeGreaterThan(0)
  expect(alternatives.length).toBeLessThanOrEqual(5)
  for (const { line, reason } of alternatives) {
    expect(line).toBeGreaterThan(0)
    expect(reason).not.toBe('')
  }
})

function check(name: string, line: string, category: string, verdict: string) {
  test(`${name} with "${line}" is ${verdict}/${category}`, async () => {
    const diagnosis = await diagnose(failedTest(name, line), {}, rules)

    expect(diagnosis).toMatchObject({ category, verdict })
  })
}

check('test_total', 'assert 3 == 4', 'assertion-mismatch', 'FIXABLE')
check('test_load_under_5_seconds', 'assert 10.13 < 5.0', 'timeout', 'INVESTIGATE')
check('test_concurrent_writers', 'assert 3 == 4', 'flaky', 'INVESTIGATE')
check('test_ttl', 'assert 3 == 4', 'flaky', 'INVESTIGATE')
check('test_http_cache', 'assert 3 == 4', 'assertion-mismatch', 'FIXABLE')
check('test_up', 'AssertionError: redis is not running', 'infra', 'INVESTIGATE')

test('one doubtful test among many does not explain the job', async () => {
  const log = ['test_a', 'test_b', 'test_c', 'test_concurrent_writers']
    .map((name) => failedTest(name, 'assert 3 == 4'))
    .join('\n')

  expect(await diagnose(log, {}, rules)).toMatchObject({ verdict: 'FIXABLE' })
})

const step = (command: string, output: string) =>
  [
    `##[group]Run ${command}`,
    command,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    output,
    '##[error]Process completed with exit code 1.',
  ].join('\n')

test('a report that finds no files does not hide the failure of the step before', async () => {
  const missing = '##[error]No files were found with the provided path: report.xml.'
  const log = `${step('pytest', failedTest('test_total', 'assert 3 == 4'))}\n${step('./send', missing)}`

  const { rule, alternatives } = await diagnose(log, {}, rules)
  const alone = await diagnose(step('./send', missing), {}, rules)

  expect(rule).toMatch(/^pytest\//)
  expect(alternatives[0]).toMatchObject({
    reason: 'it follows from the failure of an earlier step',
  })
  expect(alone.rule).toBe('github/no-action-files')
})

test('an exception that only reports a failed command gives way to the one before it', async () => {
  const traceback = (error: string) =>
    `Traceback (most recent call last):\n  File "tools/run.py", line 3, in <module>\n${error}`
  const log = `${traceback('ShopError: no pears')}\n${traceback('RuntimeError: shop 1/1 failed!')}`

  const { evidence } = await diagnose(log, {}, rules)

  expect(evidence.slice(0, 2).map(({ line }) => line)).toEqual([1, 3])
})

test('a program whose message asks a person is for a person', async () => {
  const log =
    'Traceback (most recent call last):\n  File "tools/merge.py", line 3, in <module>\nRuntimeError: stack made with an old tool, please update it and resubmit your stack'

  expect(await diagnose(log, {}, rules)).toMatchObject({
    ...{ verdict: 'ESCALATE', category: 'policy-gate' },
  })
})

test('what a refusal may have caused is never for an agent to fix', async () => {
  const missing = 'E: Unable to locate package shop-core'
  const refused = 'E: The repository answered 401  Unauthorized [IP: 10.0.0.1 443]'

  const alone = await diagnose(step('apt-get install shop-core', missing), {}, rules)
  const beside = await diagnose(
    step('apt-get install shop-core', `${refused}\n${missing}`),
    {},
    rules,
  )

  expect(alone.verdict).toBe('FIXABLE')
  expect(beside.verdict).not.toBe('FIXABLE')
})
