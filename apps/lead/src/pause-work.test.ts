import { workerKeys } from '@millwright/protocol'
import { cancelRequested } from '@millwright/report'
import { EVERYWHERE } from '@millwright/store'
import { afterAll, expect, test } from 'vitest'
import { handleMaintenance } from './rounds/handle-maintenance.ts'
import { sweep } from './rounds/sweep.ts'
import { jobLog } from './runs/job-log.fixture.ts'
import { openLeadWorld } from './scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from './scenes/scene.fixture.ts'
import { handleReport } from './tasks/handle-report.ts'
import { ended, reportOf, resultOf } from './tasks/worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const ask = (scene: Scene, kind: 'pause' | 'resume', scope: string, actor = 'ada') =>
  handleMaintenance(scene.lead(), { kind, scope, actor })

test.each([
  ['everything', EVERYWHERE],
  [repo, repo],
])('while %s is paused a red job waits; resumed, it is taken up', async (what, scope) => {
  const scene = await world.begin()
  await scene.openPull()
  await ask(scene, 'pause', scope)
  await ask(scene, 'pause', scope, 'bob')
  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))
  expect(await scene.decisions()).toEqual([`wait: ada has paused ${what}`])
  expect(await scene.tasks()).toEqual([])

  await ask(scene, 'resume', scope)
  await sweep(scene.lead())

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})

test('another repository is not concerned', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await ask(scene, 'pause', 'acme/other')

  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})

test('a patch that is finished while everything is paused waits for a person', async () => {
  const scene = await world.begin()
  const { sha } = await scene.openPull()
  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))
  await ask(scene, 'pause', EVERYWHERE)

  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()

  const waits = 'awaiting_approval: ada has paused everything: the patch waits for a person'
  expect(await scene.tasks()).toEqual([waits])
  expect(await scene.github.head(repo, branch)).toBe(sha)
})

test('stopping to spend pauses everything and stops what is at work, and nothing else', async () => {
  const scene = await world.begin()
  const id = await waiting(scene)
  await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }))

  await handleMaintenance(scene.lead(), { kind: 'stop_spending', actor: 'ada' })

  expect(await scene.tasks()).toEqual(['cancelled: stopped by ada, so that nothing more is spent'])
  expect(await scene.store.listPauses()).toMatchObject([{ scope: EVERYWHERE, actor: 'ada' }])
  expect(await cancelRequested(scene.lead().redis, id)).not.toBeNull()
})

test.each([
  ['a task that a worker has claimed and not yet reported is stopped, too', 'queued', 'cancelled'],
  ['a worker that names a task of others stops nothing', 'awaiting_approval', 'awaiting_approval'],
] as const)('%s', async (_what, state, expected) => {
  const scene = await world.begin()
  const task_id = await waiting(scene)
  await scene.store.changeTask(task_id, ['queued'], (r) => ({ ...r, state }))
  const at = new Date().toISOString()
  const worker = { worker: 'w1', host: 'box', pid: 1, task_id, sandbox: 'bwrap' }
  const sign = JSON.stringify({ ...worker, started_at: at, seen_at: at })
  await scene.lead().redis.set(workerKeys.worker('w1'), sign, 'EX', 60)

  await handleMaintenance(scene.lead(), { kind: 'stop_spending', actor: 'ada' })

  expect((await scene.store.getTask(task_id))?.state).toBe(expected)
})

/** The name of a task that waits for a worker. */
async function waiting(scene: Scene): Promise<string> {
  await scene.openPull()
  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))
  const [record] = await scene.store.listTasks({ limit: 1 })
  return record?.task.task_id ?? ''
}
