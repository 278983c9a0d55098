import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleRun } from './handle-run.ts'
import { jobLog, logOf, TYPES_COMMAND } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** The decision about the last red run, and how its failure stands to earlier ones. */
async function last(scene: Scene) {
  const [decision] = await scene.store.listDecisions({ limit: 1 })
  const record = decision && (await scene.store.getFailure(decision.failure_id))
  return { reason: decision?.reason, standing: record?.history?.standing }
}

test('a cause that the base branch has at the same commit is left to the base branch', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red({ branch: 'main' }))

  await scene.heard(await scene.red())

  const { reason, standing } = await last(scene)
  expect(standing).toBe('inherited')
  expect(reason).toMatch(/^inherited: the base branch is red of the same cause at [0-9a-f]{7}$/)
  const tasks = await scene.store.listTasks({ limit: 9 })
  expect(tasks.map(({ task }) => task.inputs.branch)).toEqual(['main'])
})

test('a cause that the base branch has in fewer files is acted on', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const here = "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'."
  const there = 'src/b.ts(1,18): error TS2322: no'
  await scene.heard(await scene.red({ branch: 'main' }))

  await scene.heard(await scene.red({ jobs: { types: logOf(TYPES_COMMAND, here, there) } }))

  expect(await last(scene)).toEqual({ reason: 'an agent may try to fix it', standing: 'known' })
})

test('a base branch that was red at another commit hands nothing down, but has the incident', async () => {
  const scene = await world.begin()
  await scene.heard(await scene.red({ branch: 'main' }))
  await scene.settle()
  await scene.github.pushCommit({ repo, branch: 'main', files: {}, message: 'Mend' })
  await scene.openPull()

  await scene.heard(await scene.red())

  const { reason, standing } = await last(scene)
  expect(standing).toBe('known')
  expect(reason).toMatch(/ has brought the same cause before a person at main$/)
})

test('what no rule recognised is never taken for what was there before', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const jobs = { build: logOf('./build', 'that is all') }
  await scene.heard(await scene.red({ branch: 'main', jobs }))

  await scene.heard(await scene.red({ jobs }))

  expect((await last(scene)).standing).toBe('new')
})

test('a job that turns green when the same commit is run again was flaky', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red({ jobs: { test: jobLog.unclear } })
  await scene.heard(run)
  const first = run.attempts[0]
  if (!first) throw new Error('a run has an attempt')
  const jobs = first.jobs.map((job) => ({
    ...job,
    id: job.id + 1000,
    conclusion: 'success' as const,
  }))
  run.attempts.push({ ...first, number: 2, conclusion: 'success', jobs })

  await handleRun(scene.lead(), repo, run.id, 2)
  await handleRun(scene.lead(), repo, run.id, 2)

  expect((await last(scene)).standing).toBe('flaky')
  const told = (await scene.store.readEvents({ after: null, limit: 100 })).filter(({ event }) =>
    event.text.startsWith('test: flaky, the job was green at the same commit'),
  )
  expect(told).toHaveLength(1)
})
