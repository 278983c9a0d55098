import { Diagnosis, LOG_BYTES_MAX } from '@millwright/protocol'
import { beforeAll, expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { READ_LINES_MAX } from './limits.ts'
import { builtinRules } from './packs/load-rules.ts'
import type { RuleSet } from './packs/rule-set.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

/** The same bytes again and again, as a stream would bring them. */
async function* repeat(bytes: Buffer, times: number) {
  for (let i = 0; i < times; i++) yield bytes
}

/** Time for the largest logs on a busy machine; a log that took quadratic time would need hours. */
const MANY_LINES_MS = 120_000

/** Reads a hostile log and holds it to the memory that any log may take. */
async function check(bytes: Buffer, times: number) {
  const before = process.memoryUsage().rss

  const diagnosis = await diagnose(repeat(bytes, times), {}, rules)

  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  return Diagnosis.parse(diagnosis)
}

test('an empty log is for a person, and says so', async () => {
  for (const log of ['', '\n\n\n', '\uFEFF', '  \n\r\n']) {
    const diagnosis = await diagnose(log, {}, rules)

    expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown', replay: null })
    expect(diagnosis.summary).toContain('empty')
  }
})

test('a log that GitHub does not have is told from an empty one', async () => {
  const diagnosis = await diagnose('', { hasLog: false }, rules)

  expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown', replay: null })
  expect(diagnosis.summary).toContain('GitHub has no log')
})

test('a log that is not text is for a person, and says so', async () => {
  const archive = Buffer.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 200 }, (_, i) => i % 7)])

  const diagnosis = await diagnose(archive, {}, rules)

  expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown', evidence: [] })
  expect(diagnosis.summary).toContain('not text')
})

test('a log in UTF-16 is read with and without a byte-order mark, in either order', async () => {
  const log = "one line\r\nsrc/a.ts(3,7): error TS2304: Cannot find name 'a'.\r\n"
  const little = Buffer.from(log, 'utf16le')
  const mark = Buffer.from('\uFEFF', 'utf16le')
  const big = Buffer.from(little).swap16()

  for (const bytes of [Buffer.concat([mark, little]), little, big]) {
    const diagnosis = await diagnose(bytes, {}, rules)

    expect(diagnosis).toMatchObject({ rule: 'tsc/error', evidence: [{ line: 2 }, { line: 1 }] })
  }
})

test(
  'a single line of 200 MB is read to the limit, and the cut is named',
  async () => {
    const diagnosis = await check(Buffer.alloc(1 << 20, 'x'), 200)

    expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown' })
    expect(diagnosis.summary).toContain(`cut after ${LOG_BYTES_MAX} bytes and 1 lines`)
    expect(diagnosis.summary).toContain('1 line was cut after 4096 bytes')
  },
  MANY_LINES_MS,
)

test(
  'a log cut before its end never sends an agent to edit',
  async () => {
    const long = Buffer.from(`src/a.ts(3,7): error TS2322: no\n${'x'.repeat(1 << 20)}`)

    const diagnosis = await check(long, 100)

    expect(diagnosis).toMatchObject({ verdict: 'INVESTIGATE', rule: 'tsc/error' })
  },
  MANY_LINES_MS,
)

test(
  'a log of too many lines that rules may match is cut, and the cut is named',
  async () => {
    const diagnosis = await check(Buffer.from('##[x\n'.repeat(100_000)), 31)

    expect(diagnosis.summary).toContain(`and ${READ_LINES_MAX} lines`)
  },
  MANY_LINES_MS,
)

test(
  'ten million empty lines keep their numbers',
  async () => {
    const empty = repeat(Buffer.alloc(1_000_000, '\n'), 10)
    async function* log() {
      yield* empty
      yield Buffer.from('src/a.ts(3,7): error TS2322: no\n')
    }

    const diagnosis = await diagnose(log(), {}, rules)

    expect(diagnosis.evidence[0]?.line).toBe(10_000_001)
  },
  MANY_LINES_MS,
)

test(
  'twenty thousand forged steps are forgotten but for the last ones',
  async () => {
    const step =
      '##[group]Run echo hi\n\u001b[36;1mecho hi\u001b[0m\nshell: /bin/bash\n##[endgroup]\n' +
      'not ok 1 - a\n##[error]Process completed with exit code 1.\n'

    const diagnosis = await check(Buffer.from(step.repeat(1000)), 20)

    expect(diagnosis).toMatchObject({ rule: 'tap/failed', failing_tests: ['a'] })
    expect(diagnosis.evidence[0]?.line).toBe(6 * 20_000 - 1)
  },
  MANY_LINES_MS,
)

test('groups that never end hide nothing', async () => {
  const log = `${'##[group]Run x\nfoo\n'.repeat(5000)}src/a.ts(3,7): error TS2322: no\n`

  const { rule } = await diagnose(log, {}, rules)

  expect(rule).toBe('tsc/error')
})

test(
  'a hundred thousand hits of one rule make a bounded diagnosis',
  async () => {
    const line = `FAILED tests/test_a.py::test_${'y'.repeat(200)}\n`

    const diagnosis = await check(Buffer.from(line.repeat(1000)), 100)

    expect(diagnosis.evidence.length).toBeLessThanOrEqual(80)
    expect(diagnosis.failing_tests).toHaveLength(1)
  },
  MANY_LINES_MS,
)

test(
  'characters that make expressions backtrack take no longer than others',
  async () => {
    for (const part of ['\u001b[', '\r', 'a/', '1:', '"', '/a', '0x', '- '.repeat(3)]) {
      await check(Buffer.from(`${part.repeat(Math.floor(4000 / part.length))}\n`), 300)
    }
  },
  MANY_LINES_MS,
)

test('the longest names and commands make a diagnosis within its schema', async () => {
  const script = `node --test ${'x'.repeat(3900)}`
  const failure = (i: number) =>
    `not ok ${i} - ${'t'.repeat(3000)}\n  location: '/home/runner/work/a/a/${i}${'f'.repeat(450)}.js:1:1'\n  code: 'ERR_ASSERTION'\n`
  const log = [
    `##[group]Run ${script}`,
    `\u001b[36;1m${script}\u001b[0m`,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    ...Array.from({ length: 60 }, (_, i) => failure(i)),
    '##[error]Process completed with exit code 1.',
  ].join('\n')

  const diagnosis = Diagnosis.parse(await diagnose(log, {}, rules))

  expect(diagnosis.rule).toBe('node-test/assertion')
  expect(diagnosis.replay?.length).toBeLessThanOrEqual(4000)
})

test('invalid UTF-8 is read like any other text', async () => {
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0xc3, 0x0a]),
    Buffer.from('src/a.ts(3,7): error TS2322: no\n'),
  ])

  const { evidence } = await diagnose(bytes, {}, rules)

  expect(evidence[0]?.line).toBe(2)
})
