import { afterAll, expect, test } from 'vitest'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { sweep } from './sweep.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const gaveUp = resultOf({ outcome: 'gave_up', patch: '' })

test('a repository that GitHub does not know does not keep the others waiting', async () => {
  const scene = await world.begin()
  scene.configure({}, { repositories: { 'acme/gone': { mode: 'auto' }, [repo]: { mode: 'auto' } } })
  await scene.openPull()
  await scene.red()

  await sweep(scene.lead())

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})

test('a red run is found behind more green ones than a sweep lists', async () => {
  const scene = await world.begin()
  const { sha } = await scene.openPull()
  await scene.red()
  for (let n = 0; n < 210; n += 1) await scene.green(sha, `Workflow ${n}`)

  await sweep(scene.lead())

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})

test('a run that cannot be read does not keep the others waiting, and is read later', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.red()
  const odd = await scene.red({ jobs: { types: jobLog.otherTypes } })
  scene.github.faults.failNext({ path: `/runs/${odd.id}/attempts`, status: 422 })

  await sweep(scene.lead())
  const first = await scene.decisions()
  await sweep(scene.lead())

  const id = await scene.onlyTask()
  expect(first).toEqual(['act: an agent may try to fix it'])
  expect(await scene.decisions()).toEqual([
    ...first,
    `wait: ${id} is still at work on the same branch`,
  ])
})

test('a run that had to wait is taken up when the open task has ended', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.red({ jobs: { a: jobLog.types, b: jobLog.otherTypes } })
  await sweep(scene.lead())
  await sweep(scene.lead())
  const waiting = await scene.tasks()

  await handleReport(scene.lead(), ended(await scene.onlyTask(), gaveUp))
  await scene.settle()
  await sweep(scene.lead())

  expect(waiting).toEqual(['queued: waiting for a worker'])
  expect(await scene.tasks()).toEqual([
    'escalated: gave_up: made it a number',
    'queued: waiting for a worker',
  ])
})

test('a run that was heard of while everything was paused is taken up afterwards', async () => {
  const scene = await world.begin({ settings: { paused: true } })
  await scene.openPull()
  await scene.heard(await scene.red())
  await sweep(scene.lead())
  scene.configure({})

  await sweep(scene.lead())

  expect(await scene.decisions()).toEqual([
    'wait: everything is paused in the configuration',
    'act: an agent may try to fix it',
  ])
})

test('a run that had to wait for longer than GitHub lists runs is taken up all the same', async () => {
  const scene = await world.begin({ settings: { paused: true } })
  await scene.openPull()
  await scene.heard(await scene.red())
  scene.configure({})

  await sweep(scene.lead(), Date.now() + 5 * 24 * 60 * 60 * 1000)

  expect(await scene.decisions()).toEqual([
    'wait: everything is paused in the configuration',
    'act: an agent may try to fix it',
  ])
})

test('a commit of ours is settled without a webhook', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await sweep(scene.lead())
  await scene.red()
  await sweep(scene.lead())
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()
  const sha = (await scene.github.head(repo, branch)) ?? ''
  await scene.green(sha)

  await sweep(scene.lead())

  expect(await scene.tasks()).toEqual([`resolved: CI is green on ${sha.slice(0, 7)}`])
})

test('a fix that waits for a person is stopped by a push of which no webhook told', async () => {
  const scene = await world.begin({ repository: { mode: 'staged' } })
  await scene.openPull()
  await scene.heard(await scene.red())
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()
  const sha = await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })
  await scene.red()

  await sweep(scene.lead())

  expect(await scene.tasks()).toEqual([
    `superseded: the branch moved on to ${sha.slice(0, 7)}`,
    'queued: waiting for a worker',
  ])
})

test('the task of a pull request is stopped when it was closed and no webhook told', async () => {
  const scene = await world.begin()
  const { number } = await scene.openPull()
  await scene.heard(await scene.red())
  await sweep(scene.lead())
  const before = await scene.tasks()
  await scene.github.closePullRequest(repo, number)

  await sweep(scene.lead())

  expect(before).toEqual(['queued: waiting for a worker'])
  expect(await scene.tasks()).toEqual(['superseded: the pull request was closed'])
})

test('a task is stopped when its run was green when run again and no webhook told', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red()
  await scene.heard(run)
  scene.github.rerun(repo, run.id)
  await scene.rerun(run)

  await sweep(scene.lead())

  expect(await scene.tasks()).toEqual([
    'superseded: its job was green when it was run again (attempt 2)',
  ])
})

test.each([
  ['was answered', false],
  ['waits for the end of a pause', true],
])('a run that %s is not read again', async (_what, paused) => {
  const scene = await world.begin({ settings: { paused } })
  await scene.openPull()
  const run = await scene.red()
  await sweep(scene.lead())
  const reads = () => scene.github.requests().filter(({ path }) => path.includes(`${run.id}`))
  const before = reads().length

  await sweep(scene.lead())

  expect(before).toBeGreaterThan(0)
  expect(reads()).toHaveLength(before)
})

test('a repository that is switched off is not asked about', async () => {
  const scene = await world.begin({ repository: { mode: 'off' } })
  await scene.openPull()
  await scene.red()

  await sweep(scene.lead())

  expect(scene.github.requests()).toEqual([])
})

test('a red run of which no webhook told in good time is counted as missed, once', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red({ jobs: { a: jobLog.types, b: jobLog.otherTypes } }))
  await scene.red({ name: 'Unheard' })
  const later = Date.now() + 3 * 60 * 1000

  await sweep(scene.lead(), later)
  await sweep(scene.lead(), later)

  const { total } = await scene.store.readCounts(0)
  expect(total.get('missed_runs')).toBe(1)
})
