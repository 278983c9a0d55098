import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { brokenAtRest, brokenNow, type Limits } from './invariants.fixture.ts'

// What the random plays look for, each done by hand: an invariant that cannot fail holds nothing.
const world = await openLeadWorld()
afterAll(() => world.close())

const us = { name: 'Mill', email: 'mill@example.test' }
const files = { 'src/c.ts': 'export {}\n' }

async function withTask() {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  return { scene, id }
}

/** Our own push to a branch, as the stand-in sees it. */
function pushAsUs({ github }: Scene, to: string, force = false): Promise<string> {
  return github.pushCommit({ repo, branch: to, files, message: 'ours', author: us, force })
}

async function broken(scene: Scene, limits: Partial<Limits> = {}): Promise<string> {
  const all = { attemptsMax: 2, protectedAfter: new Map(), ...limits }
  return (await brokenAtRest(scene, all)).join('\n')
}

const states = ['queued', 'watching', 'superseded', 'escalated'] as const

/** What the task says, whatever truly happened. */
async function claim(
  { store }: Scene,
  id: string,
  sha: string | null,
  state = 'watching' as const,
) {
  const change = (r: NonNullable<Awaited<ReturnType<Scene['store']['getTask']>>>) => ({
    ...r,
    state,
    epoch: 1,
    delivery: { ...r.delivery, commit_sha: sha },
  })
  await store.changeTask(id, [...states], change)
}

test('a push to the default branch is found', async () => {
  const { scene } = await withTask()
  await pushAsUs(scene, 'main')

  expect(await broken(scene)).toContain('we pushed to the default branch')
})

test('a push to a branch that is protected by then is found, and none from before', async () => {
  const { scene, id } = await withTask()
  const sha = await pushAsUs(scene, branch)
  await claim(scene, id, sha)
  const count = scene.github.refUpdates(repo).length

  const before = await broken(scene, { protectedAfter: new Map([[branch, count]]) })
  const after = await broken(scene, { protectedAfter: new Map([[branch, count - 1]]) })

  expect(before).not.toContain('protected')
  expect(after).toContain(`we pushed to protected refs/heads/${branch}`)
})

test('a push by force is found', async () => {
  const { scene } = await withTask()
  await pushAsUs(scene, branch, true)

  expect(await broken(scene)).toContain(`refs/heads/${branch} was pushed by force`)
})

test('a commit on a head that had moved is found', async () => {
  const { scene, id } = await withTask()
  await scene.github.pushCommit({ repo, branch, files: {}, message: 'a person' })
  await claim(scene, id, await pushAsUs(scene, branch))

  expect(await broken(scene)).toMatch(/[0-9a-f]{40} stands on [0-9a-f]{40} of refs\/heads/)
})

test('a second commit of one task is found', async () => {
  const { scene, id } = await withTask()
  await claim(scene, id, await pushAsUs(scene, branch))
  await scene.github.pushCommit({ repo, branch, files: { 'd.ts': '' }, message: '2', author: us })

  expect(await broken(scene)).toContain('is a commit of ours that no task knows')
})

test('two tasks on one pull request at once are found', async () => {
  const { scene, id } = await withTask()
  const record = await scene.store.getTask(id)
  if (record === null) throw new Error('no task')
  const before = await brokenNow(scene)
  await scene.store.createTask({ ...record, task: { ...record.task, task_id: `${id}-b` } })

  expect(before).toEqual([])
  expect(await brokenNow(scene)).toEqual([`two tasks at once on ${repo} 1`])
})

test('an attempt beyond the cap of a fingerprint, and a fix beyond that of a row, are found', async () => {
  const { scene, id } = await withTask()
  await claim(scene, id, await pushAsUs(scene, branch))

  const found = await broken(scene, { attemptsMax: 0 })

  expect(found).toContain('1 attempts on')
  expect(found).toContain('1 fixes of ours in a row on')
})

test('a reaction to our own commit, and one to our own comment, are found', async () => {
  const { scene, id } = await withTask()
  await claim(scene, id, 'c'.repeat(40), 'watching')
  await scene.store.changeTask(id, ['watching'], (r) => ({
    ...r,
    state: 'superseded',
    reason: 'the branch moved on to ccccccc',
  }))
  const about = { action: 'retry', target: 'x', from: 'x', detail: '' }
  await scene.store.addAudit({ actor: 'mill', ...about }, 'command.1')

  const found = await broken(scene)

  expect(found).toContain('was stopped by our own commit')
  expect(found).toContain('we ordered retry ourselves')
})

test('a check that says for ever that somebody is at work is found', async () => {
  const { scene } = await withTask()
  await scene.settle()

  expect(await broken(scene)).toContain('status Millwright: type-error was left open')
})

test('a second comment, and a red job that was never explained, are found', async () => {
  const { scene } = await withTask()
  for (const body of ['one', 'two']) scene.github.comment(repo, 1, body, 'mill')
  const run = await scene.red({ sha: (await scene.github.head(repo, branch)) ?? '' })

  const found = await broken(scene)

  expect(found).toContain('more than one comment of ours on #1')
  expect(found).toContain(`job types of run ${run.id} on ${branch} was never explained`)
})
