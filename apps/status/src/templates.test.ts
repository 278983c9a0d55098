import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Overview } from './service-schemas.ts'
import { type StatusUnderTest, startStatusUnderTest } from './start-status.fixture.ts'
import { TemplateHistory, TemplateList, TemplateVersion } from './templates/template-schemas.ts'

const at = '2026-01-01T00:00:00.000Z'
const hash = (digit: string) => `sha256:${digit.repeat(64)}`
const files = [{ path: 'fix-lint.prompt.md', text: '<script>the text</script>' }]
const refused = {
  ...{ at, place: { file: 'fix-lint.prompt.md', line: 3, column: 7 } },
  problem: 'unknown variable "nope"',
}
let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest()
})
beforeEach(async () => {
  await status.redis.flushdb()
})
afterAll(() => status.close())

async function read(path: string): Promise<unknown> {
  return await (await status.get(path)).json()
}

async function use(problem: typeof refused | null) {
  await status.store.savePromptVersion({ hash: hash('a'), name: 'fix-lint', at, files }, true)
  await status.store.savePromptVersion({ hash: hash('b'), name: 'fix-lint', at, files }, true)
  await status.store.changeRollout('fix-lint', (r) => ({ ...r, folder: hash('b') }))
  const template = {
    name: 'fix-lint',
    repo: null,
    hash: hash('b'),
    description: 'd',
    serves: ['fix_lint'],
  }
  await status.store.savePromptsInUse({
    ...{ hash: hash('c'), since: at, templates: [template], refused: problem },
  })
}

test('an edit that is refused is shown with its place wherever the service is looked at', async () => {
  const before = TemplateList.parse(await read('/api/v1/templates'))
  await use(refused)

  const list = TemplateList.parse(await read('/api/v1/templates'))
  const overview = Overview.parse(await read('/api/v1/status'))
  const metrics = await (await status.get('/metrics')).text()
  await use(null)
  const later = await (await status.get('/metrics')).text()

  expect(before.prompts).toBeNull()
  expect(list.prompts?.refused).toEqual(refused)
  expect(overview.prompts_refused).toEqual(refused)
  expect(metrics).toContain('millwright_prompts_refused 1')
  expect(later).toContain('millwright_prompts_refused 0')
})

test('the history of a template names its versions, and each is shown whole', async () => {
  await use(null)

  const { versions } = TemplateHistory.parse(await read('/api/v1/templates/fix-lint'))
  const { version } = TemplateVersion.parse(await read(`/api/v1/templates/fix-lint/${hash('a')}`))

  expect(versions.map((one) => one.hash).toSorted()).toEqual([hash('a'), hash('b')])
  expect(versions.filter((one) => one.in_use).map((one) => one.hash)).toEqual([hash('b')])
  expect(version.files).toEqual(files)
})

test.each([
  ['/api/v1/templates/fix-nothing', 404],
  [`/api/v1/templates/fix-lint/sha256:${'f'.repeat(64)}`, 404],
  [`/api/v1/templates/fix-types/sha256:${'a'.repeat(64)}`, 404],
  ['/api/v1/templates/fix-lint/sha256:short', 400],
  ['/api/v1/templates/Fix%2FLint', 400],
])('GET %s is answered %i', async (path, code) => {
  await use(null)

  expect((await status.get(path)).status).toBe(code)
})
