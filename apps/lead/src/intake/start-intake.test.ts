import { waitFor } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { startIntake } from './start-intake.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

test('a task is stopped from outside while a round waits for a GitHub that does not answer', async () => {
  const scene = await world.begin({ settings: { webhook: { port: 0 } } })
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  const isAsked = () => scene.github.requests().some(({ path }) => path.endsWith('/runs'))
  scene.github.faults.delayNext({ path: /^\/repos\//, ms: 600_000, times: 100 })
  const before = isAsked()
  const intake = await startIntake(scene.lead(), world.redisUrl)
  await scene.queues.maintenance.add({ kind: 'sweep' })
  const active = async () => (await scene.queues.depths()).maintenance.active > 0
  await waitFor(active, { what: 'a round that has begun' })

  await scene.queues.maintenance.add({ kind: 'cancel', task_id: id, actor: 'ada' })
  const isStopped = async () => (await scene.store.getTask(id))?.state === 'cancelled'
  await waitFor(isStopped, { what: 'the end of the task' })

  const { maintenance } = await scene.queues.depths()
  await scene.github.close()
  await intake.close()
  expect(before).toBe(false)
  expect(maintenance.active).toBeGreaterThan(0)
})
