import { expect, test } from 'vitest'
import { checkPatch } from './check-patch.ts'

const limits = { files: 5, lines: 400 }

function patchOf(path: string, removed: readonly string[], added: readonly string[]): string {
  const index = `index ${'0'.repeat(40)}..${'1'.repeat(40)} 100644`
  const header = `diff --git a/${path} b/${path}\n${index}\n--- a/${path}\n+++ b/${path}\n`
  const lines = [...removed.map((line) => `-${line}\n`), ...added.map((line) => `+${line}\n`)]
  return `${header}@@ -1,${removed.length} +1,${added.length} @@\n${lines.join('')}`
}

const many = <T>(count: number, line: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => line(n))

// A patch that takes the gate minutes stops the lead for as long; each of these took that long once
// and made its test run out of time.

test('a patch of a megabyte is refused for its size, and read no further', () => {
  const [before, after] = [many(18_000, assertion(1)), many(18_000, assertion(2))]
  const patch = patchOf('src/a.test.ts', before, [...after, 'test.only("one", () => {})'])

  const { decision, findings } = checkPatch({ patch, limits })

  expect(decision).toBe('block')
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['too-large']))
})

test('what a person can still read is read whole, however little over the limit', () => {
  const patch = patchOf(
    'src/a.test.ts',
    [],
    many(401, () => 'test.only("one", () => {})'),
  )

  const { findings } = checkPatch({ patch, limits })

  expect(new Set(findings.map(({ rule }) => rule))).toContain('test-focused')
})

test('thousands of lines of a test are compared with thousands that were there before', () => {
  const patch = patchOf('src/a.test.ts', many(5_000, wait(2)), many(5_000, wait(1)))

  const { findings } = checkPatch({ patch, limits: { files: 5, lines: 20_000 } })

  expect(findings.map(({ rule }) => rule)).not.toContain('wider-limit')
})

test('lines of nothing but white space are read like others', () => {
  const patch = patchOf(
    'tests/ATest.php',
    [],
    many(40, (n) => `${'\t'.repeat(1900)}!${n}`),
  )

  const { findings } = checkPatch({ patch, limits })

  expect(findings.map(({ rule }) => rule)).not.toContain('too-large')
})

test('so are lines of a log that say what was expected', () => {
  const patch = patchOf('src/a.ts', ['a'], ['b'])
  const text = `expected ${' '.repeat(480)}!`
  const evidence = many(1_000, (line) => ({ line, text }) as const)

  const { decision } = checkPatch({
    patch,
    limits,
    diagnosis: { category: 'test-error', evidence },
  })

  expect(decision).toBe('pass')
})

function assertion(by: number) {
  return (n: number) => `expect(v${n}).toBe(${n + by})`
}

function wait(seconds: number) {
  return (n: number) => `await wait${n}.of(${seconds} * second)`
}
