import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo } from '../scenes/scene.fixture.ts'
import { jobLog } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const log = jobLog.secret

/** Of a matrix, of a workflow that is used by another one, and ended in every way there is. */
const jobs = [
  { name: 'test (18, linux)', conclusion: 'failure', log },
  { name: 'test (20, linux)', conclusion: 'success', log: '' },
  { name: 'release / build / pack', conclusion: 'timed_out', log },
  { name: 'superseded', conclusion: 'cancelled', log: '' },
  { name: 'deploy', conclusion: 'action_required', log: null },
  { name: 'notify', conclusion: 'skipped', log: null },
  { name: 'docs', conclusion: 'neutral', log: '' },
] as const

test('of all the jobs of a run those that failed are answered, and each is linked', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.github.recordRun({ repo, branch, jobs })

  await scene.heard(run)
  await scene.settle()

  const decided = await scene.store.listDecisions({ limit: 9 })
  const ids = decided.map(({ failure_id }) => Number(failure_id.split('-').at(-1)))
  const red = run.attempts[0]?.jobs.filter(({ name }) => /18|pack/.test(name)) ?? []
  expect(ids.toSorted()).toEqual(red.map(({ id }) => id).toSorted())
  const said = scene.github.comments(repo, 1)[0]?.body ?? ''
  for (const { id, name } of run.attempts[0]?.jobs ?? []) {
    expect(said).toContain(name)
    expect(said).toContain(`/job/${id}))`)
  }
  expect(said).toContain('2 jobs of the run are red:')
  expect(said).toContain('`release / build / pack`, timed out')
  expect(said).toContain('`superseded`, cancelled')
})

test.each(['cancelled', 'action_required'] as const)(
  'a run that is %s is named as that and nothing begins',
  async (conclusion) => {
    const scene = await world.begin()
    await scene.openPull()
    const one = [{ name: 'deploy', conclusion, log: null }]

    await scene.heard(await scene.github.recordRun({ repo, branch, jobs: one }))

    const events = await scene.store.readEvents({ after: '0', limit: 100 })
    const texts = events.map(({ event }) => event.text)
    expect(texts).toContainEqual(expect.stringContaining(`it is ${conclusion}, not failed`))
    expect(await scene.decisions()).toEqual([])
  },
)

test('each attempt of a run is read anew, and the last one counts', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red({ jobs: { first: log } })
  await scene.lead().github.rerunFailedJobs(repo, run.id)
  await scene.rerun(run, { first: log, second: jobLog.types })

  await scene.heard(run, 1)
  expect(await scene.decisions()).toEqual([
    `skip: attempt 1 of run ${run.id} is left alone: attempt 2 has begun, and counts when it ends`,
  ])
  await scene.heard(run, 2)

  expect(await scene.decisions()).toHaveLength(3)
})
