import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPrivateRedis } from '@millwright/redis'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

interface Report {
  ok: boolean
  checks: { name: string; ok: boolean; detail: string; fix?: string }[]
}

async function examine(env: Record<string, string>, yaml = '') {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  const { code, stdout } = await runMillwright(['doctor', '--json'], { cwd, env })
  const report: Report = JSON.parse(stdout)
  const check = (name: string) => report.checks.find((each) => each.name === name)
  return { code, report, check, cwd }
}

test('a machine without accounts is told what to set, and nothing is left running', async () => {
  const { code, report, check, cwd } = await examine({})

  expect(code).toBe(3)
  expect(report.ok).toBe(false)
  const failing = report.checks.filter(({ ok }) => !ok)
  expect(failing.map(({ name }) => name)).toEqual(['GitHub', 'model'])
  expect(failing.every(({ fix }) => (fix ?? '').length > 10)).toBe(true)
  expect(check('sandbox')?.detail).toContain('nothing leaks into it')
  expect(check('Redis')?.detail).toMatch(/millwright up will start .*(redis|valkey)-server/)
  expect(await findPrivateRedis(join(cwd, '.millwright'))).toBeNull()
})

test('a broken configuration fails its own check and stops what needs it', async () => {
  const { code, report, check } = await examine({}, 'limit: 1\n')

  expect(code).toBe(3)
  expect(check('configuration')?.detail).toContain('did you mean "limits"?')
  expect(report.checks.filter(({ ok }) => ok).map(({ name }) => name)).toEqual(['Node.js', 'git'])
})

test('for people each check has a number and each failure its remedy, without colours', async () => {
  const { code, stdout } = await runMillwright(['doctor'], { cwd: await temporaryDirectory() })

  expect(code).toBe(3)
  expect(stdout).toMatch(/^ok {4}1\. Node\.js: version /)
  expect(stdout).toMatch(/FAIL {2}\d\. GitHub: no credential\n {9}fix: set github\.app_id/)
})
