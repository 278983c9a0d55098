import type { TaskResult } from '@millwright/protocol'
import { claimTasks } from '@millwright/queue'
import { waitFor } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { retryTask } from '../tasks/retry-task.ts'
import { resultOf } from '../tasks/worker-result.fixture.ts'
import { reconcile } from './reconcile.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const gaveUp = resultOf({ outcome: 'gave_up', patch: '', summary: 'no idea' })

async function queued() {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  return { scene, id: await scene.onlyTask() }
}

/** A worker takes the waiting task from the queue and ends it, and no report of it arrives. */
async function endInSilence(scene: Scene, end: () => TaskResult): Promise<void> {
  const { url, logger } = { url: world.redisUrl, logger: world.logs.logger }
  const timing = { lockMs: 10_000, stalledMs: 10_000, stalledMax: 1, concurrency: 1 }
  const claims = claimTasks({ url, logger, ...timing, handle: async () => end() })
  const isEmpty = async () => {
    const { waiting, active } = (await scene.queues.depths()).tasks
    return waiting + active === 0
  }
  await waitFor(isEmpty, { what: 'the end of the task', everyMs: 5 })
  await claims.close({ graceMs: 1_000 })
}

/** The lead's file says that the task was reported, and its delivery is not in the queue. */
async function reportInSilence(scene: Scene, id: string, result: TaskResult, epoch: number) {
  await scene.store.changeTask(id, ['queued', 'running'], (r) => ({
    ...r,
    state: 'reported',
    epoch,
    result,
  }))
}

test('a task that was stored and not queued is queued once', async () => {
  const { scene, id } = await queued()
  await scene.queues.cancelWaiting(id)

  await reconcile(scene.lead())
  await reconcile(scene.lead())

  expect((await scene.queues.depths()).tasks.waiting).toBe(1)
})

test('a result that was returned and not reported is delivered once', async () => {
  const { scene } = await queued()
  await endInSilence(scene, () => gaveUp)

  await reconcile(scene.lead())
  await reconcile(scene.lead())
  await scene.settle()
  await reconcile(scene.lead())
  await scene.settle()

  expect(await scene.tasks()).toEqual(['escalated: gave_up: no idea'])
  expect(scene.told()).toHaveLength(1)
})

test('a task that failed in the queue and was not reported goes to a person with its reason', async () => {
  const { scene } = await queued()
  await endInSilence(scene, () => {
    throw Object.assign(new Error('the disk is full'), { retryable: false })
  })

  await reconcile(scene.lead())
  await scene.settle()

  expect(await scene.tasks()).toEqual(['escalated: the disk is full'])
  expect(scene.told()).toHaveLength(1)
})

test('the check of a task that was stopped and not shown as such is closed', async () => {
  const { scene, id } = await queued()
  await scene.settle()
  await scene.store.changeTask(id, ['queued'], (r) => ({ ...r, state: 'cancelled', reason: 'so' }))

  await reconcile(scene.lead())
  await scene.settle()

  expect(scene.github.statuses(repo).map(({ state }) => state)).toEqual(['pending', 'success'])
})

test('a result that was reported and not queued for delivery is delivered', async () => {
  const { scene, id } = await queued()
  await reportInSilence(scene, id, gaveUp, 1)

  await reconcile(scene.lead())
  await scene.settle()

  expect(await scene.tasks()).toEqual(['escalated: gave_up: no idea'])
})

test("after an operator's retry every gap is closed as in the first round", async () => {
  const { scene, id } = await queued()
  await endInSilence(scene, () => gaveUp)
  await reconcile(scene.lead())
  await scene.settle()

  await retryTask(scene.lead(), id, 'ada')
  await scene.queues.cancelWaiting(id)
  await reconcile(scene.lead())
  const again = (await scene.queues.depths()).tasks.waiting
  await endInSilence(scene, () => gaveUp)
  await reconcile(scene.lead())
  await scene.settle()
  const ofSecondRound = await scene.tasks()
  await retryTask(scene.lead(), id, 'ada')
  await reportInSilence(scene, id, { ...gaveUp, summary: 'still none' }, 1)
  await reconcile(scene.lead())
  await scene.settle()

  expect(again).toBe(1)
  expect(ofSecondRound).toEqual(['escalated: gave_up: no idea'])
  expect(await scene.tasks()).toEqual(['escalated: gave_up: still none'])
  expect(new Set(scene.told()).size).toBe(3)
})
