import { EVERYWHERE } from '@millwright/store'
import { afterAll, expect, test } from 'vitest'
import { handleMaintenance } from './handle-maintenance.ts'
import { handleReport } from './handle-report.ts'
import { jobLog } from './job-log.fixture.ts'
import { openLeadWorld } from './lead-world.fixture.ts'
import { branch, repo, type Scene } from './scene.fixture.ts'
import { sweep } from './sweep.ts'
import { ended, resultOf } from './worker-result.fixture.ts'

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
