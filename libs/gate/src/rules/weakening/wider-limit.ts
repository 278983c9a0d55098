import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import type { Hit, Rule } from '../rule.ts'
import { assertionDistance } from './assertion-distance.ts'
import { grownQuantity } from './grown-quantity.ts'

/** Names of numbers that make a test easier to pass when they grow. */
const GROWS =
  /\b(\w*timeout\w*|timeoutMs|retry|retries|retryTimes|reruns|max_retries|flaky|delta|tolerance|epsilon|eps|atol|rtol|rel|abs|rel_tol|abs_tol|places_tolerance|places|precision|max-warnings)\b["']?\s*[:=(]\s*["']?([\d_]+(?:\.\d+)?(?:e[-+]?\d+)?)/gi
/** The third argument of a test, where Jest, Vitest and Mocha take the timeout. */
const CLOSING = /^\s*\}\s*,\s*([\d_]+)\s*\)/
const GO_SECONDS = /\b(\d+)\s*\*\s*time\.(?:Second|Minute)\b/
/** Limits that hold for tests which were there before. */
const FOR_ALL = new Set(
  'settimeout retry retries retrytimes reruns max_retries flaky testtimeout hooktimeout'.split(' '),
)
/** A number that makes a test easier to pass when it shrinks: the digits that must agree. */
const DIGITS =
  /\b(toBeCloseTo|assertAlmostEqual|Assert\.Equal|places|precision)\b\s*[(=](?:[^,()]*,[^,()]*,|[^,()]*,)?\s*(\d+)/g

/** Tests that wait longer, try more often, or compare less exactly than before. */
export const widerLimit: Rule = {
  name: 'wider-limit',
  decision: 'block',
  find: (patch) => patch.filter(({ path }) => isTestFile(path)).flatMap(hitsIn),
  refused: [
    '=== src/a.test.ts\n-  { timeout: 1000 }\n+  { timeout: 60000 }',
    '=== src/a.test.ts\n+jest.setTimeout(60_000)',
    '=== src/a.test.ts\n-})\n+}, 30_000)',
    '=== src/a.test.ts\n-test("adds", () => {\n+test("adds", { timeout: 60000 }, () => {',
    '=== tests/test_a.py\n-    assert a == approx(0.3)\n+    assert a == approx(0.3, rel=0.5)',
    '=== src/a.test.ts\n+test("adds", { retry: 3 }, () => {',
    '=== src/a.test.ts\n-  expect(a).toBeCloseTo(0.3, 5)\n+  expect(a).toBeCloseTo(0.3, 1)',
    '=== tests/test_a.py\n-    assert a == pytest.approx(0.3, rel=1e-6)\n+    assert a == pytest.approx(0.3, rel=1e-1)',
    '=== a_test.go\n-\tctx, cancel := context.WithTimeout(ctx, 2*time.Second)\n+\tctx, cancel := context.WithTimeout(ctx, 20*time.Second)',
    '=== src/test/java/ATest.java\n-    @Timeout(5)\n+    @Timeout(50)',
    '=== tests/a_test.cc\n-  EXPECT_NEAR(1.0, f(), 0.01);\n+  EXPECT_NEAR(1.0, f(), 10);',
    '=== a_test.go\n-const wait = 2 * time.Second\n+const wait = 2 * time.Minute',
    '=== tests/test_a.py\n-    time.sleep(0.1)\n+    time.sleep(30)',
    '=== a_test.go\n-\tif math.Abs(got-want) > 0.001 {\n+\tif math.Abs(got-want) > 10 {',
    '=== spec/a_spec.rb\n-  expect(f).to be_within(0.1).of(1)\n+  expect(f).to be_within(5).of(1)',
  ],
  allowed: [
    '=== src/a.test.ts\n-  { timeout: 60000 }\n+  { timeout: 1000 }',
    '=== src/a.test.ts\n-  expect(a).toBeCloseTo(0.3, 1)\n+  expect(a).toBeCloseTo(0.3, 5)',
    '=== tests/a_test.cc\n-  EXPECT_NEAR(1.0, f(), 0.1);\n+  EXPECT_NEAR(1.0, f(), 0.01);',
    '=== src/test/java/ATest.java\n-    assertEquals(4, f());\n+    assertEquals(5, f());',
    '=== src/a.test.ts\n+test("loads", async () => {\n+  await wait({ timeoutMs: 20_000 })\n+}, 30_000)',
    '=== src/a.test.ts\n-  expect(timeLeft(5)).toBe(30)\n+  expect(timeLeft(5)).toBe(40)',
    '=== src/client.ts\n-  timeout: 1000,\n+  timeout: 5000,',
    '=== src/a.test.ts\n-  { "timeout": 1000 }\n+  { timeout: 1000 }',
  ],
}

function hitsIn(file: PatchFile): Hit[] {
  const removed = linesOf(file, 'removed').map(({ text }) => text)
  const before = numbersIn(removed)
  const distances = new Map(
    removed
      .map(assertionDistance)
      .flatMap((found) => (found === null ? [] : [[found.of, found.distance] as const])),
  )
  const isGrown = grownQuantity(removed, languageOf(file.path).assertion)
  const isEdit = editOf(removed)
  const isWiderThan = (text: string) => {
    if (isGrown(text)) return true
    const now = assertionDistance(text)
    if (now !== null && now.distance > (distances.get(now.of) ?? now.distance)) return true
    return [...numbersIn([text])].some(([name, value]) => {
      const known = before.get(name)
      // A new test may bring limits of its own; an old one got along without.
      if (known === undefined) return isEdit(text) || FOR_ALL.has(name)
      return value > known
    })
  }
  return linesOf(file, 'added')
    .filter(({ text }) => isWiderThan(text))
    .map(({ number }) => ({
      ...{ path: file.path, line: number },
      why: 'a test waits longer, tries more often or compares less exactly',
    }))
}

/** Tells whether a line differs from one that was removed by its limit alone. */
function editOf(removed: readonly string[]): (added: string) => boolean {
  const known = new Set(removed.map(withoutLimits))
  const isClosed = removed.some((line) => /^\s*\}\s*\)/.test(line))
  return (added) => {
    if (CLOSING.test(added)) return isClosed
    const bare = withoutLimits(added)
    return bare !== '' && known.has(bare)
  }
}

const withoutLimits = (text: string) => text.replaceAll(GROWS, '').replaceAll(/[\s{},()]/g, '')

/** Name → the easiest value; where fewer is easier the value is turned round. */
function numbersIn(lines: readonly string[]): Map<string, number> {
  const easiest = new Map<string, number>()
  const keep = (name: string, value: number) => {
    easiest.set(name, Math.max(value, easiest.get(name) ?? 0))
  }
  for (const line of lines) {
    for (const [, name = '', value = ''] of line.matchAll(GROWS))
      keep(name.toLowerCase(), toNumber(value))
    for (const [, name = '', value = ''] of line.matchAll(DIGITS))
      keep(name, 1 / (1 + toNumber(value)))
    const closing = CLOSING.exec(line)?.[1]
    if (closing !== undefined) keep('closing', toNumber(closing))
    const seconds = GO_SECONDS.exec(line)?.[1]
    if (seconds !== undefined) keep('seconds', toNumber(seconds))
  }
  return easiest
}

function toNumber(text: string): number {
  return Number(text.replaceAll('_', ''))
}
