import { afterAll, expect, test } from 'vitest'
import { sweep } from '../rounds/sweep.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { handleRun } from './handle-run.ts'
import { jobLog } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const us = { name: 'Millwright', email: 'millwright@millwright.invalid' }
const gaveUp = resultOf({ outcome: 'gave_up', patch: '' })
const trailer = 'Fix the type error\n\nMillwright-Task: ci-fix-acme__web-9-9\n'
const act = 'act: an agent may try to fix it'

/** A lead hears of a run as a webhook tells of it, with its commit. */
function told(scene: Scene, run: Awaited<ReturnType<Scene['red']>>): Promise<void> {
  return handleRun(scene.lead(), repo, run.id, 1, run.headCommit.sha)
}

/** A red pull request to which somebody has pushed one commit more. */
async function pushed(author: typeof us | null, message: string) {
  const scene = await world.begin()
  await scene.openPull()
  const files = { 'src/c.ts': 'export {}\n' }
  await scene.github.pushCommit({ repo, branch, files, message, ...(author && { author }) })
  return scene
}

test('a pull request that conflicts with its base is left alone', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const files = { 'src/a.ts': 'const a = 2\n' }
  await scene.github.pushCommit({ repo, branch: 'main', files, message: 'Another way' })

  await told(scene, await scene.red())

  expect(await scene.decisions()).toEqual([
    expect.stringMatching(/^skip: .* conflicts with its base/),
  ])
  expect(await scene.tasks()).toEqual([])
})

test('a commit of ours of which nothing is remembered is built on no further', async () => {
  const scene = await pushed(us, trailer)

  await told(scene, await scene.red())

  expect(await scene.decisions()).toEqual([
    'skip: the commit is one of ours that no task of this pull request made: we add nothing to it',
  ])
})

test.each([
  ['a person who copies our trailer', null, trailer],
  ['somebody under our name without the trailer', us, 'A change\n'],
])('%s is no loop of ours', async (_name, author, message) => {
  const scene = await pushed(author, message)

  await told(scene, await scene.red())

  expect(await scene.decisions()).toEqual([act])
  const [decision] = await scene.store.listDecisions({ limit: 1 })
  expect(decision).toMatchObject({
    job_name: 'types',
    html_url: expect.stringMatching(/\/job\/\d+$/),
  })
})

test('our own commit that is red of the same cause is one attempt more, not a stranger', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await told(scene, await scene.red())
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()

  await told(scene, await scene.red())

  expect((await scene.decisions()).at(-1)).toBe(act)
})

test('a run waits for a later one of the same workflow at the same commit, and leaves it the word', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const [first, second] = [await scene.red(), await scene.red()]
  await scene.lead().github.rerunFailedJobs(repo, second.id)
  await told(scene, first)
  const before = await scene.decisions()
  await scene.rerun(second)

  await sweep(scene.lead())

  const later = `run ${second.id} of the same workflow began later at this commit and is`
  expect(before).toEqual([`wait: ${later} going on`])
  expect((await scene.decisions()).at(-1)).toBe(`skip: ${later} green`)
  expect(await scene.tasks()).toEqual([])
})

test('another workflow at the same commit is waited for by nobody', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const [first, second] = [await scene.red(), await scene.red({ name: 'Lint' })]
  await scene.lead().github.rerunFailedJobs(repo, second.id)

  await told(scene, first)

  expect(await scene.decisions()).toEqual([act])
})

test('an attempt that was never looked at is explained when a further one has begun', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red()
  await scene.lead().github.rerunFailedJobs(repo, run.id)

  await told(scene, run)
  await told(scene, run)

  const [decision, ...others] = await scene.store.listDecisions({ repo, pr: 1, limit: 10 })
  expect(decision?.reason).toBe(
    `attempt 1 of run ${run.id} is left alone: attempt 2 has begun, and counts when it ends`,
  )
  expect(others).toEqual([])
})

test('of an attempt that was green nothing is said when a further one has begun', async () => {
  const scene = await world.begin()
  const { sha } = await scene.openPull()
  const run = await scene.green(sha)
  scene.github.rerun(repo, run.id)

  await told(scene, run)

  expect(await scene.decisions()).toEqual([])
})

test('a pull request whose money is used up goes to a person, and the decision says so', async () => {
  const scene = await world.begin({ settings: { budget: { pull_request_usd: 3 } } })
  await scene.openPull()
  await told(scene, await scene.red())
  await handleReport(scene.lead(), ended(await scene.onlyTask(), gaveUp))
  await scene.settle()

  await told(scene, await scene.red({ jobs: { other: jobLog.otherTypes } }))
  await scene.settle()

  const why = 'the budget of pull request acme/web#1 in'
  expect((await scene.decisions()).at(-1)).toMatch(new RegExp(`^act: ${why} .*: a person is next$`))
  expect((await scene.tasks()).at(-1)).toMatch(new RegExp(`^escalated: ${why}`))
})

test('on a day without money the decision tells for what the task waits', async () => {
  const scene = await world.begin({ settings: { budget: { day_usd: 5 } } })
  await scene.openPull()
  await scene.openPull({ branch: 'feat/y' })
  await told(scene, await scene.red())

  await told(scene, await scene.red({ branch: 'feat/y', jobs: { types: jobLog.otherTypes } }))

  const why = /^act: an agent may try .* when there is money again: the budget of everything on /
  expect(await scene.decisions()).toEqual([act, expect.stringMatching(why)])
  expect((await scene.tasks()).at(-1)).toMatch(/^queued: waits: the budget of everything on /)
})

test('in mode report nobody is told that an agent will try', async () => {
  const scene = await world.begin({ repository: { mode: 'report' } })
  await scene.openPull()

  await told(scene, await scene.red({ jobs: { types: jobLog.types } }))

  expect(await scene.decisions()).toEqual([
    'act: mode report: the diagnosis is commented, and no code is edited',
  ])
})
