import { cancelRequested } from '@millwright/report'
import { afterAll, expect, test } from 'vitest'
import { handleDelivery } from './handle-delivery.ts'
import { openLeadWorld } from './scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from './scenes/scene.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** A delivery comes out of the inbox with what was understood of it. */
function arrive(scene: Scene, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const about = { delivery_id: 'guid-0001', event: 'push', source: 'webhook' as const }
  const received_at = new Date().toISOString()
  return handleDelivery(scene.lead(), { ...about, received_at, payload: { repo, ...payload } })
}

async function queued() {
  const scene = await world.begin()
  const { sha, number: pr } = await scene.openPull()
  const run = await scene.red()
  const conclusion = 'failure'
  const heard = { kind: 'run_completed', runId: run.id, runAttempt: 1, headSha: sha }
  const red = { ...heard, headBranch: branch, conclusion }
  await arrive(scene, red)
  return { scene, sha, pr, red, id: await scene.onlyTask() }
}

const waiting = 'queued: waiting for a worker'

test('a run that is told of twice has one task', async () => {
  const { scene, red } = await queued()

  await arrive(scene, red)

  expect(await scene.tasks()).toEqual([waiting])
})

test('a push stops the task of the commit before it, wherever the worker is', async () => {
  const { scene, sha: before, pr, id } = await queued()
  const sha = await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })

  await arrive(scene, { kind: 'head_moved', branch, pr, sha, before })

  expect(await scene.tasks()).toEqual([`superseded: the branch moved on to ${sha.slice(0, 7)}`])
  expect((await cancelRequested(scene.redis, id))?.outcome).toBe('superseded')
  expect((await scene.queues.depths()).tasks.waiting).toBe(0)
})

test('word of an old push changes nothing for the task of the newest commit', async () => {
  const { scene, sha: before, pr } = await queued()
  const sha = '0123456789'.repeat(4)

  await arrive(scene, { kind: 'head_moved', branch, pr, sha, before })
  await arrive(scene, { kind: 'head_moved', branch, pr: null, sha, before })

  expect(await scene.tasks()).toEqual([waiting])
})

test('a pull request that is closed has its task stopped, and no other', async () => {
  const { scene, pr } = await queued()
  await arrive(scene, { kind: 'pull_request_closed', pr: pr + 1 })
  const before = await scene.tasks()
  await scene.github.closePullRequest(repo, pr)

  await arrive(scene, { kind: 'pull_request_closed', pr })

  expect(before).toEqual([waiting])
  expect(await scene.tasks()).toEqual(['superseded: the pull request was closed'])
})

test('a run that was left alone on a draft is looked at again when it is ready', async () => {
  const scene = await world.begin()
  const { number: pr } = await scene.openPull({ draft: true })
  await scene.heard(await scene.red())
  await arrive(scene, { kind: 'pull_request_ready', pr })
  const before = await scene.decisions()
  scene.configure({ drafts: true })

  await arrive(scene, { kind: 'pull_request_ready', pr })
  await arrive(scene, { kind: 'pull_request_ready', pr })

  expect(before).toEqual(['skip: the pull request is a draft'])
  expect(await scene.tasks()).toEqual([waiting])
})

test('events of a repository that is not in the configuration change nothing', async () => {
  const { scene, pr } = await queued()
  scene.configure({}, { repositories: {} })

  await arrive(scene, { kind: 'pull_request_closed', pr })
  await arrive(scene, { kind: 'pull_request_ready', pr })
  await arrive(scene, { kind: 'ping' })

  expect(await scene.tasks()).toEqual([waiting])
})

test('a red check of another service is put on record, once, and starts nothing', async () => {
  const scene = await world.begin()
  const { sha } = await scene.openPull()

  for (let n = 0; n < 2; n += 1) await arrive(scene, { kind: 'external_red', sha, name: 'ext/ci' })

  expect(await scene.decisions()).toEqual([
    'skip: ext/ci is red: a check of another service, of which GitHub keeps no log',
  ])
  expect((await scene.store.listDecisions({ repo, pr: 1, limit: 9 })).length).toBe(1)
  expect(await scene.tasks()).toEqual([])
})
