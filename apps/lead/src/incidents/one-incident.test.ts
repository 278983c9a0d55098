import type { TaskRecord } from '@millwright/protocol'
import { afterAll, expect, test } from 'vitest'
import { sweep } from '../rounds/sweep.ts'
import { handleRun } from '../runs/handle-run.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const other = 'feat/y'
const gaveUp = resultOf({ outcome: 'gave_up', patch: '' })

test('one cause on two pull requests is one task, and a note on the other one', async () => {
  const scene = await world.begin()
  await openTwo(scene)
  const runs = [await scene.red(), await scene.red({ branch: other })]
  const lead = scene.lead()

  await Promise.all([...runs, ...runs].map((run) => handleRun(lead, repo, run.id, 1)))
  await scene.settle()

  const record = await scene.store.getTask(await scene.onlyTask())
  const [at, left] = record?.task.inputs.pr_number === 1 ? [1, 2] : [2, 1]
  const waits = `${record?.task.task_id} is at work on the same cause at #${at}`
  expect((await scene.decisions()).toSorted()).toEqual([
    'act: an agent may try to fix it',
    `wait: ${waits}`,
  ])
  expect(scene.github.comments(repo, left).map(({ body }) => body)).toEqual([
    expect.stringContaining(`this pull request is next.** \`${waits}\``),
  ])
})

test('when the task has ended without a person, the other pull request is taken up', async () => {
  const scene = await world.begin()
  await openTwo(scene)
  await scene.heard(await scene.red())
  await scene.heard(await scene.red({ branch: other }))
  await scene.settle()
  await scene.github.closePullRequest(repo, 1)

  await sweep(scene.lead())
  await sweep(scene.lead())
  await scene.settle()

  expect(await scene.tasks()).toEqual([
    'superseded: the pull request was closed',
    'queued: waiting for a worker',
  ])
  expect(scene.github.comments(repo, 2)[0]?.body).toContain('Taken up here.')
})

test.each([
  ['what was learnt on one pull request is told on the next', false],
  ['what was learnt from a fork is not told elsewhere', true],
])('%s', async (_name, isFork) => {
  const scene = await world.begin({ repository: { forks: isFork } })
  await openTwo(scene)
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, resultOf()))
  await scene.settle()
  const trust = isFork ? ('fork' as const) : ('own' as const)
  const finish = (r: TaskRecord): TaskRecord => ({
    ...{ ...r, state: 'resolved', task: { ...r.task, trust } },
  })
  await scene.store.changeTask(id, ['watching'], finish)

  await scene.heard(await scene.red({ branch: other }))

  const [newest] = await scene.store.listTasks({ limit: 1 })
  expect(newest?.task.inputs.pr_number).toBe(2)
  expect(newest?.task.prompt.includes('#1: fixed: made it a number')).toBe(!isFork)
})

test('a cause that a person has is left to them on every other pull request', async () => {
  const scene = await world.begin()
  await openTwo(scene)
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, gaveUp))
  await scene.settle()

  await scene.heard(await scene.red({ branch: other }))
  await scene.settle()

  expect((await scene.decisions()).at(-1)).toBe(
    `skip: ${id} has brought the same cause before a person at #1`,
  )
  expect(await scene.onlyTask()).toBe(id)
  expect(scene.told()).toHaveLength(1)
  expect(scene.github.comments(repo, 2)[0]?.body).toContain('nothing is done here.')
})

test.each([
  ['place', 'src/a.ts', 'src/z.ts'],
  ['mistake', "'number'", "'Date'"],
])('another %s of the same rule is another cause', async (_name, from, to) => {
  const scene = await world.begin()
  await openTwo(scene)
  const moved = jobLog.types.replace(from, to)
  await scene.heard(await scene.red())

  await scene.heard(await scene.red({ branch: other, jobs: { types: moved } }))

  expect(await scene.decisions()).toEqual(Array(2).fill('act: an agent may try to fix it'))
})

test('a red default branch is critical, calls a person at once, and calls once', async () => {
  const night = { from: '00:00', to: '23:59' }
  const scene = await world.begin({ repository: { quiet_hours: night } })
  await scene.heard(await scene.red({ branch: 'main' }))
  await scene.settle()
  await scene.github.pushCommit({ repo, branch: 'main', files: {}, message: 'More' })

  await scene.heard(await scene.red({ branch: 'main' }))
  await scene.settle()

  const id = await scene.onlyTask()
  expect((await scene.store.getTask(id))?.task).toMatchObject({
    ...{ priority: 'critical', type: 'escalate', verdict: 'ESCALATE' },
  })
  expect(await scene.tasks()).toEqual([
    expect.stringMatching(/^escalated: the default branch main is red, type-error/),
  ])
  expect(scene.told()).toHaveLength(1)
  expect((await scene.decisions()).at(-1)).toMatch(/^skip: .* before a person at main$/)
})

test('in the quiet hours of a repository nothing begins on its pull requests', async () => {
  const scene = await world.begin({ repository: { quiet_hours: aroundNow() } })
  await scene.openPull()

  await scene.heard(await scene.red())
  scene.configure({})
  await sweep(scene.lead())

  expect(await scene.decisions()).toEqual([
    'wait: it is within the quiet hours of the repository',
    'act: an agent may try to fix it',
  ])
})

test('with few of the hourly calls left nothing begins', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red()
  const scarce = scene.lead((name, part) =>
    name === 'github' ? { ...part, callsLeft: () => 0.05 } : part,
  )

  await handleRun(scarce, repo, run.id, 1)

  expect(await scene.decisions()).toEqual([expect.stringMatching(/^wait: less than a tenth/)])
})

async function openTwo(scene: Scene) {
  await scene.openPull()
  await scene.openPull({ branch: other })
}

/** Two hours with now in their middle. */
function aroundNow() {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16)
  return { from: at(-3_600_000), to: at(3_600_000), time_zone: 'UTC' }
}
