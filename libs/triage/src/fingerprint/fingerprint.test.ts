import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

async function fingerprint(log: string): Promise<string> {
  return (await diagnose(log, {}, rules)).fingerprint
}

test('the same cause has the same fingerprint in another run, folder and order', async () => {
  const first = await fingerprint(
    '2026-01-02T03:04:05.1234567Z /home/runner/work/web/web/src/a.ts(3,7): error TS2322: no\n' +
      '2026-01-02T03:04:05.1234567Z src/b.ts(9,1): error TS2304: no\n',
  )
  const second = await fingerprint(
    'noise\nsrc/b.ts(12,1): error TS2304: no\n/__w/web/web/src/a.ts(40,2): error TS2322: no\n',
  )

  expect(second).toBe(first)
  expect(first).toMatch(/^v3:[0-9a-f]{32}$/)
})

test('another file, another code or another rule is another cause', async () => {
  const prints = await Promise.all([
    fingerprint('src/a.ts(3,7): error TS2322: no'),
    fingerprint('src/b.ts(3,7): error TS2322: no'),
    fingerprint('src/a.ts(3,7): error TS2304: no'),
    fingerprint('src/a.py:3:7: F401 no'),
  ])

  expect(new Set(prints).size).toBe(4)
})

test('the reporter of the test runner makes no difference', async () => {
  const tap = await fingerprint("not ok 1 - adds\n  ---\n  code: 'ERR_ASSERTION'\n  ...")
  const spec = await fingerprint('✖ adds (1.4ms)\n  AssertionError [ERR_ASSERTION]: no')

  expect(spec).toBe(tap)
})

test('an unknown failure is recognised again by its masked last lines', async () => {
  const first = await fingerprint('built 3f2a9c1 in 12.5s\nworker 7 gave up at 10:11:12')
  const second = await fingerprint('built 9be01d7 in 1.2s\nworker 12 gave up at 23:00:01')

  expect(second).toBe(first)
  expect(await fingerprint('worker 7 went home')).not.toBe(first)
})
