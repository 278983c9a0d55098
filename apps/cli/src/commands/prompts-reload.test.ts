import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'

const since = '2026-01-01T00:00:00.000Z'
const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const inUse = (hash: string, more: object = {}) => ({
  prompts: { hash, since, refused: null, ...more },
})
const asked = { action: 'reload' }
const reloaded_at = '2026-01-02T00:00:00.000Z'

async function reload(later: object, ...args: string[]) {
  // The lead takes its time: a look in between still shows what was before.
  const api = await statusApi(202, inUse(one), asked, inUse(one), later)
  const ran = await runMillwright(['prompts', 'reload', ...args], api)
  return { ...ran, asked: api.asked }
}

test('a reload waits for the lead and says which prompts are used from now on', async () => {
  const ran = await reload(inUse(two, { reloaded_at }))

  expect(ran).toMatchObject({ code: 0, stdout: 'in use from now on: sha256:222222222222\n' })
  expect(ran.asked[1]).toContain('POST /api/v1/templates/reload')
})

test('a reload that changes nothing says so', async () => {
  const { code, stdout } = await reload(inUse(one, { reloaded_at }))

  expect([code, stdout]).toEqual([0, `nothing new: sha256:111111111111 since ${since}\n`])
})

test('a reload of what is refused fails with its place, for programs, too', async () => {
  const place = { file: 'fix-lint.prompt.md', line: 4, column: 7 }
  const refused = { at: since, place, problem: 'unknown key "limts"' }

  const people = await reload(inUse(one, { reloaded_at, refused }))
  const programs = await reload(inUse(one, { reloaded_at, refused }), '--json')

  expect(people.code).toBe(3)
  expect(people.stdout.split('\n')).toEqual([
    'fix-lint.prompt.md:4:7: error: unknown key "limts"',
    `the last good prompts stay: sha256:111111111111 since ${since}`,
    '',
  ])
  expect(JSON.parse(programs.stdout)).toMatchObject({
    ok: false,
    is_new: false,
    refused: { place },
  })
})
