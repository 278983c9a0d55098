import { afterAll, beforeEach, expect, test } from 'vitest'
import { PROMPT_VERSIONS_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'

const { store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

const version = (hash: string, text = 'the text') => {
  const files = [{ path: 'fix-lint.prompt.md', text }]
  return { hash, name: 'fix-lint', at: '2026-01-01T00:00:00.000Z', files }
}
const hashes = async () => (await store.listPromptVersions('fix-lint')).map(({ hash }) => hash)

test('a version is kept once, with the text it had first', async () => {
  await store.savePromptVersion(version('one'), false)
  await store.savePromptVersion(version('one', 'another text'), true)

  expect(await store.getPromptVersion('one')).toEqual(version('one'))
  expect(await store.getPromptVersion('two')).toBeNull()
  expect(await hashes()).toEqual(['one'])
})

test('an old version that is loaded again is the newest; one that a task uses keeps its place', async () => {
  for (const hash of ['one', 'two', 'three']) {
    await store.savePromptVersion(version(hash), true)
    // The history counts milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 2))
  }

  await store.savePromptVersion(version('two'), false)
  const used = await hashes()
  await store.savePromptVersion(version('one'), true)

  expect(used).toEqual(['three', 'two', 'one'])
  expect(await hashes()).toEqual(['one', 'three', 'two'])
})

test(`of a template the ${PROMPT_VERSIONS_MAX} newest versions stay`, async () => {
  for (let n = 0; n <= PROMPT_VERSIONS_MAX; n += 1) {
    await store.savePromptVersion(version(`v${String(n).padStart(4, '0')}`), false)
  }

  expect(await hashes()).toHaveLength(PROMPT_VERSIONS_MAX)
  expect(await store.getPromptVersion('v0000')).toBeNull()
})

test('a version that is promoted or on trial stays, however old it is', async () => {
  const canary = { hash: 'tried', share: 10, since: '2026-01-01T00:00:00.000Z' }
  await store.changeRollout('fix-lint', (r) => ({ ...r, pinned: 'used', canary }))
  for (const old of ['used', 'tried', 'gone']) await store.savePromptVersion(version(old), false)
  for (let n = 0; n <= PROMPT_VERSIONS_MAX; n += 1) {
    await store.savePromptVersion(version(`v${String(n).padStart(4, '0')}`), false)
  }

  expect((await store.getPromptVersion('used'))?.hash).toBe('used')
  expect((await store.getPromptVersion('tried'))?.hash).toBe('tried')
  expect(await store.getPromptVersion('gone')).toBeNull()
})

test('what is in use is read as it was saved, and nothing before that', async () => {
  const refused = {
    at: '2026-01-01T00:00:00.000Z',
    place: { file: 'a.prompt.md', line: 3, column: 7 },
    problem: 'unknown variable "nope"',
  }
  const template = {
    name: 'fix-lint',
    repo: null,
    hash: 'one',
    description: 'd',
    serves: ['fix_lint'],
  }
  const state = { hash: 'set', since: refused.at, templates: [template], refused }

  const before = await store.readPromptsInUse()
  await store.savePromptsInUse(state)

  expect(before).toBeNull()
  expect(await store.readPromptsInUse()).toEqual(state)
})
