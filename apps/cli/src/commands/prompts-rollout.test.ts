import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'

const at = '2026-01-01T00:00:00.000Z'
const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const none = { count: 0, of: 30, share: 0, low: 0, high: 0.11 }
const numbers = {
  ...{ n: 30, open: 2, left_out: 1, too_few: false, gate_blocks: none, escalated: none },
  first_green: { count: 20, of: 25, share: 0.8, low: 0.609, high: 0.911 },
  green: { count: 24, of: 30, share: 0.8, low: 0.627, high: 0.905 },
  ...{ rejected: none, minutes: 12.25, usd: 6, usd_median: 0.2, usd_per_fix: 0.25 },
}
const few = { ...numbers, n: 0, open: 1, too_few: true }
const version = { at, is_folder: false, repo: null }
const history = {
  name: 'fix-lint',
  rollout: {
    canary: { hash: two, share: 20, since: at },
    steps: [{ at, actor: 'ada', action: 'rolled_back', hash: one, why: '' }],
  },
  versions: [
    { ...version, hash: two, label: 'canary', numbers: few },
    { ...version, hash: one, label: 'stable', is_folder: true, numbers },
    { ...version, hash: `sha256:${'3'.repeat(64)}`, label: null, numbers: { ...few, open: 0 } },
  ],
  trial: { worse: null },
}

test('history lists the versions, which are used, and who changed that', async () => {
  const api = await statusApi(200, history)

  const { code, stdout } = await runMillwright(['prompts', 'history', 'fix-lint'], api)

  expect(code).toBe(0)
  expect(stdout).toBe(
    [
      `sha256:222222222222  ${at}  canary for 20 %`,
      `sha256:111111111111  ${at}  stable, in prompts_dir`,
      `sha256:333333333333  ${at}`,
      '',
      `${at}  rolled back sha256:111111111111, ada`,
      '',
    ].join('\n'),
  )
})

test('numbers come with their interval, and with a word when they are too few', async () => {
  const api = await statusApi(200, history)

  const { stdout } = await runMillwright(['prompts', 'numbers', 'fix-lint'], api)
  const json = await runMillwright(['prompts', 'numbers', 'fix-lint', '--json'], api)

  expect(stdout).toContain('green                   80 % (24 of 30; 95 % interval 63 to 91 %)\n')
  expect(stdout).toContain('tasks that ended        0, too few to compare (1 open')
  expect(stdout).toContain('cost of a green fix     0.25 USD\n')
  expect(stdout).not.toContain('sha256:333')
  expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'fix-lint' }])
})

test('a version is named by the beginning of its hash; where that is not enough, it says so', async () => {
  const api = await statusApi(200, { ...history, hash: two })
  const promote = (...args: string[]) =>
    runMillwright(['prompts', 'promote', 'fix-lint', ...args], api)

  const done = await promote('22')
  const unknown = await promote('4')

  expect(done.stdout).toBe('fix-lint: asked to use sha256:222222222222 from now on\n')
  expect(api.asked).toContain('POST /api/v1/templates/fix-lint/promote')
  expect(api.told).toEqual([{ hash: two, actor: expect.any(String) }])
  expect([unknown.code, unknown.stderr]).toEqual([4, expect.stringContaining('no version')])
})

test('a file is kept as a version first, then tried on its share', async () => {
  const api = await statusApi(200, { hash: two })
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'edit.md'), 'the text')
  const args = ['prompts', 'canary', 'fix-lint', '--template', 'edit.md', '--share', '20']

  const { stdout } = await runMillwright(args, { ...api, cwd })
  const both = await runMillwright([...args, '22'], { ...api, cwd })
  const half = await runMillwright(['prompts', 'canary', 'fix-lint', '--share', '0.5'], api)

  const actor = expect.any(String)
  expect(stdout).toBe('fix-lint: asked to try sha256:222222222222 on 20 % of the tasks\n')
  expect(api.told).toEqual([
    { text: 'the text', actor },
    { hash: two, share: 20, actor },
  ])
  expect([both.code, half.code]).toEqual([2, 2])
})

test('a text that the service refuses ends with the place and code 3; a conflict with 5', async () => {
  const refused = await statusApi(422, { message: 'fix-lint.prompt.md:3:7: unknown variable' })
  const conflict = await statusApi(409, { message: 'no version was used before this one' })
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'edit.md'), 'the text')
  const args = ['prompts', 'promote', 'fix-lint', '--template', 'edit.md']

  const bad = await runMillwright(args, { ...refused, cwd })
  const back = await runMillwright(['prompts', 'rollback', 'fix-lint'], conflict)

  expect([bad.code, back.code]).toEqual([3, 5])
  expect(bad.stderr).toContain('fix-lint.prompt.md:3:7: unknown variable')
})
