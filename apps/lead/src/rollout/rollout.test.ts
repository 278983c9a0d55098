import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TaskRecord } from '@millwright/protocol'
import { loadPrompts, type PromptTemplate } from '@millwright/template'
import { temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handleMaintenance } from '../rounds/handle-maintenance.ts'
import { reconcile } from '../rounds/reconcile.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { versionOf } from '../tasks/version-of.ts'
import { inShare } from './in-share.ts'
import { noteLoaded } from './note-loaded.ts'

const installed = fileURLToPath(new URL('../../../../prompts', import.meta.url))
const name = 'fix-types'

let folder: PromptTemplate
let other: PromptTemplate
const world = await openLeadWorld()
beforeAll(async () => {
  folder = (await loadPrompts(installed)).find('fix_types')
  other = await edited('Correct the type errors', 'Mend the type errors')
})
afterAll(() => world.close())

/** Another version of the template. */
async function edited(from: string, to: string): Promise<PromptTemplate> {
  const dir = await temporaryDirectory()
  cpSync(installed, dir, { recursive: true })
  const file = join(dir, 'fix-types.prompt.md')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
  return (await loadPrompts(dir)).find('fix_types')
}

/** A pull request with a type error, and a lead that knows both versions. */
async function begin(): Promise<Scene> {
  const scene = await world.begin()
  await noteLoaded(scene.store, folder)
  await scene.store.savePromptVersion(versionOf(folder), true)
  await scene.store.savePromptVersion(versionOf(other), false)
  await scene.openPull()
  return scene
}

let asks = 0
type Kind = 'promote' | 'rollback' | 'canary'
const wishOf = (kind: Kind, hash: string, share = 99) => {
  asks += 1
  const common = { ask: `ask-${asks}`, name, hash, actor: 'ada' }
  return kind === 'canary' ? { kind, ...common, share } : { kind, ...common }
}
const ask = (scene: Scene, ...wish: Parameters<typeof wishOf>) =>
  handleMaintenance(scene.lead(), wishOf(...wish))

/** What the next red job's task is made from. */
async function used(scene: Scene): Promise<string | undefined> {
  await scene.heard(await scene.red())
  return (await scene.store.getTask(await scene.onlyTask()))?.task.template.hash
}
const told = async ({ store }: Scene) =>
  (await store.readEvents({ after: '0', limit: 1000 }))
    .filter(({ event }) => event.kind === 'prompts')
    .map(({ event }) => event.text)
const steps = async ({ store }: Scene) =>
  (await store.getRollout(name)).steps.map(({ action }) => action)

test('a promoted version is used instead of the one of the folder, with its own text', async () => {
  const scene = await begin()

  await ask(scene, 'promote', other.hash)

  expect(await used(scene)).toBe(other.hash)
  const record = await scene.store.getTask(await scene.onlyTask())
  expect(`${record?.task.system}${record?.task.prompt}`).toContain('Mend the type errors')
  expect(await told(scene)).toEqual([
    `${name}: ${other.hash.slice(0, 19)} is used from now on (asked by ada)`,
  ])
})

test('going back to the version of the folder follows the folder again', async () => {
  const scene = await begin()
  await ask(scene, 'promote', other.hash)

  await ask(scene, 'rollback', folder.hash)

  expect(await used(scene)).toBe(folder.hash)
  expect(await scene.store.getRollout(name)).toMatchObject({ pinned: null, folder: folder.hash })
  expect(await steps(scene)).toEqual(['rolled_back', 'promoted', 'loaded'])
})

test('a wish that comes twice, or late, is carried out once', async () => {
  const scene = await begin()
  const first = wishOf('promote', other.hash)

  await handleMaintenance(scene.lead(), first)
  await ask(scene, 'rollback', folder.hash)
  await handleMaintenance(scene.lead(), first)

  expect(await steps(scene)).toEqual(['rolled_back', 'promoted', 'loaded'])
  expect(await told(scene)).toHaveLength(2)
})

test('a version that is not kept, or cannot be rendered, is refused', async () => {
  const scene = await begin()
  const [main, ...partials] = other.files
  const broken = { ...versionOf(other), hash: 'sha256:broken', files: [...partials] }
  await scene.store.savePromptVersion(broken, false)
  expect(main?.path).toBe('fix-types.prompt.md')

  await ask(scene, 'promote', 'sha256:unknown')
  await ask(scene, 'promote', broken.hash)

  expect(await told(scene)).toEqual([
    `${name}: not done: this version is not kept, or no longer (asked by ada)`,
    expect.stringContaining(`${name}: not done: this version cannot be rendered: `),
  ])
  expect(await used(scene)).toBe(folder.hash)
})

test('a promoted version that breaks on the values of a task leaves it to the folder', async () => {
  const line = 'x'.repeat(100)
  const endless = `{% if repo == '${repo}' %}{% for n in (1..3000) %}${line}{% endfor %}{% endif %}`
  const breaks = await edited('# user', `# user\n\n${endless}`)
  const scene = await begin()
  await scene.store.savePromptVersion(versionOf(breaks), false)
  await ask(scene, 'promote', breaks.hash)

  expect(await used(scene)).toBe(folder.hash)
  expect((await told(scene)).at(-1)).toBe(
    `${name}: this version cannot be rendered: the user part is too long, the one of the folder is used (${breaks.hash.slice(0, 19)})`,
  )
})

test('while a version is promoted an edit of the folder waits, and the same text ends that', async () => {
  const scene = await begin()
  await ask(scene, 'promote', other.hash)
  const edit = { name, hash: 'sha256:an-edit' }

  const says = await noteLoaded(scene.store, edit)
  const again = await noteLoaded(scene.store, edit)
  const same = await noteLoaded(scene.store, { name, hash: other.hash })

  expect(says).toMatch(/^fix-types: the edit sha256:an-edit waits, since .* was promoted/)
  expect([again, same]).toEqual([null, null])
  expect(await scene.store.getRollout(name)).toMatchObject({ pinned: null, folder: other.hash })
  expect(await steps(scene)).toEqual(['loaded', 'waits', 'promoted', 'loaded'])
})

test('of 10,000 tasks a canary gets its share within three points, each task always the same', () => {
  for (const share of [5, 25, 50]) {
    const canary = { hash: other.hash, share }
    const ids = Array.from({ length: 10_000 }, (_, n) => `ci-fix-acme__web-${n}-${n * 7}`)

    const got = ids.filter((id) => inShare(id, canary))

    expect(Math.abs(got.length / 100 - share)).toBeLessThan(3)
    expect(got.every((id) => inShare(id, { ...canary, share: share + 1 }))).toBe(true)
  }
})

test('a task in the share of a canary is made from it, and none once the trial is over', async () => {
  const scene = await begin()
  await ask(scene, 'canary', other.hash)
  const id = await used(scene).then(scene.onlyTask)
  const record = await scene.store.getTask(id)
  const isIn = inShare(id, { hash: other.hash, share: 99 })

  await ask(scene, 'canary', other.hash, 0)

  expect(record?.task.template.hash).toBe(isIn ? other.hash : folder.hash)
  expect((await scene.store.getRollout(name)).canary).toBeNull()
  expect(await steps(scene)).toEqual(['canary_ended', 'canary', 'loaded'])
})

/** Files `count` tasks of a version that ended, as if that had happened now. */
async function ended(scene: Scene, hash: string, count: number, change: Partial<TaskRecord>) {
  const sample = (await scene.store.listTasks({ limit: 100 })).at(-1)
  for (let n = 0; n < count; n += 1) {
    const task_id = `${change.state}-${n}-${hash.slice(7, 12)}`
    const now = new Date().toISOString()
    const record = { ...sample, created_at: now, state: 'queued' }
    const task = { ...sample?.task, task_id, template: { name, hash } }
    await scene.store.createTask(TaskRecord.parse({ ...record, task }))
    await scene.store.changeTask(task_id, ['queued'], (r) => ({ ...r, ...change }))
  }
}

test('a canary that does clearly worse is taken back, once, and people are told', async () => {
  const scene = await begin()
  await ask(scene, 'canary', other.hash)
  await used(scene)
  const delivery = { commit_sha: null, comment_id: null, ci_conclusion: 'success' }
  await ended(scene, folder.hash, 20, { state: 'resolved', delivery })
  await ended(scene, other.hash, 9, { state: 'escalated' })
  await reconcile(scene.lead())
  const before = await scene.store.getRollout(name)

  await ended(scene, other.hash, 10, { state: 'failed' })
  await Promise.all([reconcile(scene.lead()), reconcile(scene.lead())])
  await reconcile(scene.lead())
  await scene.settle()

  expect(before.canary?.hash).toBe(other.hash)
  expect(await scene.store.getRollout(name)).toMatchObject({
    canary: null,
    steps: [
      { action: 'fell_back', actor: 'millwright', hash: other.hash },
      { action: 'canary' },
      { action: 'loaded' },
    ],
  })
  const title = `${name}: the canary is clearly worse and no longer used`
  expect((await told(scene)).filter((text) => text.startsWith(title))).toHaveLength(1)
  expect(scene.told()).toEqual([expect.stringContaining(`prompts.fell_back.${name}`)])
  const [row, ...rows] = await scene.store.listAudit({ limit: 10 })
  expect(row?.entry).toMatchObject({ actor: 'millwright', action: 'fall_back', target: name })
  expect(rows).toEqual([])
})

test('what a canary did before this trial is not held against it', async () => {
  const scene = await begin()
  await used(scene)
  await ended(scene, folder.hash, 20, { state: 'resolved' })
  await ended(scene, other.hash, 20, { state: 'escalated' })
  await new Promise((resolve) => setTimeout(resolve, 2))
  await ask(scene, 'canary', other.hash)

  await reconcile(scene.lead())

  expect((await scene.store.getRollout(name)).canary).toMatchObject({ hash: other.hash })
})
