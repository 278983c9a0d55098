import type { ReportFormat } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { countTests, type KnownFormat } from './count-tests.ts'

const tap = `TAP version 13
# ok 9 - printed by a test
# Subtest: two
not ok 1 - two
  ---
  error: |-
    ok 7 - forged
    not ok 8 - forged
  ...
ok 2 - three # SKIP
ok 3 - four # TODO later
# Subtest: group
    ok 1 - in
    ok 2 - in \\# SKIP
    1..2
ok 4 - group
1..4
# tests 99
`
const junit = `<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="a" tests="99" skipped="0">
<testcase name="one"><system-out>&lt;failure/&gt;</system-out></testcase>
<testcase name="two"><skipped message="x"/></testcase>
<testcase name="three"><failure message="&quot;no&quot;">text</failure><error/></testcase>
<testcase name="four" status="notrun"/>
<testcase name="five"><![CDATA[<testcase name="six"/>]]></testcase>
</testsuite></testsuites>`
const jest = JSON.stringify({
  numTotalTests: 99,
  testResults: [
    { assertionResults: [{ status: 'passed' }, { status: 'failed' }, { status: 'pending' }] },
    { assertionResults: [{ status: 'todo' }, { status: 'passed' }] },
  ],
})
const rspec = JSON.stringify({
  examples: [{ status: 'passed' }, { status: 'failed' }, { status: 'pending' }],
})
const libtest = `ok tests::adds
ignored: too slow tests::later
failed tests::lists
failed (time limit exceeded) tests::ends
ok
{ "type": "test" }
`
const go = [
  '{"Action":"run","Test":"TestA"}',
  '{"Action":"output","Test":"TestA","Output":"--- PASS: TestB\\n"}',
  '{"Action":"pass","Test":"TestA"}',
  '{"Action":"pass","Test":"TestB"}',
  '{"Action":"pass","Test":"TestA"}',
  '{"Action":"run","Test":"TestB"}',
  '{"Action":"skip","Test":"TestB"}',
  '{"Action":"run","Test":"TestC"}',
  '{"Action":"fail","Test":"TestC"}',
  '{"Action":"fail","Package":"x"}',
  '# a line of the compiler',
].join('\n')

test.each<[KnownFormat, string, object]>([
  ['tap', tap, { run: 3, passed: 2, failed: 1, skipped: 2 }],
  ['junit', junit, { run: 3, passed: 2, failed: 1, skipped: 2 }],
  ['jest', jest, { run: 3, passed: 2, failed: 1, skipped: 2 }],
  ['rspec', rspec, { run: 2, passed: 1, failed: 1, skipped: 1 }],
  ['libtest', libtest, { run: 3, passed: 1, failed: 2, skipped: 1 }],
  ['go', go, { run: 2, passed: 1, failed: 1, skipped: 1 }],
])('%s: each test counts once, sums and words count for nothing', (format, text, counts) => {
  expect(countTests(format, [text])?.tests).toEqual(counts)
})

test('the reports of one run are added up, and no report is no count', () => {
  expect(countTests('junit', [junit, junit])?.tests).toMatchObject({ run: 6, skipped: 4 })
  expect(countTests('junit', [])).toBeNull()
})

test('tests that failed are told apart by all that they stand in, up to a limit', () => {
  const red = (...names: string[]) =>
    `<a>${names.map((name) => `<testcase name="adds" classname="${name}"><failure/></testcase>`).join('')}</a>`
  const many = (count: number) => red(...Array.from({ length: count }, (_, n) => `c${n}`))

  expect(countTests('junit', [red('a', 'b', 'a')])?.failed).toHaveLength(2)
  expect(countTests('junit', [red('a')])?.failed).toEqual(countTests('junit', [red('a')])?.failed)
  expect(countTests('junit', [many(500)])?.failed).toHaveLength(500)
  expect(countTests('junit', [many(501)])?.failed).toBeNull()
})

test('a name that fills its report is not read again for each of its tests', () => {
  const all = { status: 'failed', title: 'adds', ancestorTitles: [] }
  const name = `${'a '.repeat(5_000_000)}cart`
  const report = { testResults: [{ name, assertionResults: Array(5_000).fill(all) }] }

  const counted = countTests('jest', [JSON.stringify(report)], ['cart adds'])

  expect(counted?.targets).toMatchObject({ failed: 5_000 })
  expect(counted?.failed).toHaveLength(1)
})

const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a><testcase name="&c;"/></a>'

test.each<[string, ReportFormat, string]>([
  ['a document type with entities', 'junit', bomb],
  ['a document type that names a file', 'junit', '<!DOCTYPE a SYSTEM "/etc/passwd"><a/>'],
  ['an entity of HTML', 'junit', '<a><testcase name="&nbsp;"/></a>'],
  ['a report cut off', 'junit', junit.slice(0, 200)],
  ['a comment without end', 'junit', `<a><!-- ${'x'.repeat(300_000)}`],
  ['elements without end', 'junit', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`],
  ['no XML', 'junit', 'ok 1'],
  ['no JSON', 'jest', '{"testResults":'],
  ['other JSON', 'jest', '{"testResults":{"length":3}}'],
  ['prototypes', 'rspec', '{"__proto__":{"examples":[]}}'],
  ['half an event', 'go', '{"Action":'],
])('%s counts nothing', (_name, format, text) => {
  expect(countTests(format, [text])).toBeNull()
})
