import { cancelRequested } from '@millwright/report'
import { afterAll, expect, test } from 'vitest'
import { jobLog, logOf } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { reportOf } from '../tasks/worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const network = logOf('npm ci', 'npm error code ECONNRESET', 'npm error network aborted')
const otherNetwork = logOf('npm ci', 'npm error code ETIMEDOUT', 'npm error network aborted')

async function red(wish: SceneWish = {}, jobs: Record<string, string> = { install: network }) {
  const scene = await world.begin(wish)
  await scene.openPull()
  const run = await scene.red({ jobs, seconds: 61 })
  await scene.heard(run)
  await scene.settle()
  return { scene, run }
}

async function redAgain(log: string) {
  const { scene, run } = await red()
  await scene.rerun(run, { install: log })
  await scene.heard(run, 2)
  return { scene, run }
}

/** What was decided last, with the reason why nothing was run again, if there is one. */
async function lastWord({ store }: Scene) {
  const [decision] = await store.listDecisions({ limit: 1 })
  const rule = decision?.rules.find((one) => one.rule === 'rerun-first')
  return { reason: decision?.reason ?? '', rule: rule?.reason ?? '' }
}

const firstTask = async ({ store }: Scene) => (await store.listTasks({ limit: 1 }))[0]?.task

test('what may be chance is run again, once, and nobody is set on it meanwhile', async () => {
  const { scene, run } = await red()
  await scene.heard(run)

  expect(run.attempts).toHaveLength(2)
  expect(await scene.tasks()).toEqual([])
  expect(await scene.decisions()).toEqual([
    'wait: its failed jobs are run again first: network may pass by itself',
  ])
})

test('green when run again is evidence of a flaky cause, and the red run has its answer', async () => {
  const { scene, run } = await red()
  await scene.rerun(run)
  await scene.heard(run, 2)
  await scene.settle()

  const id = `acme__web-${run.id}-1-${run.attempts[0]?.jobs[0]?.id}`
  const record = await scene.store.getFailure(id)
  expect(record?.history?.standing).toBe('flaky')
  expect(record?.answer).toBe('skip')
  expect((await scene.decisions()).at(-1)).toBe(
    'skip: green when run again (attempt 2): kept as evidence that it is flaky, which is no proof',
  )
  expect(await scene.tasks()).toEqual([])
  expect(scene.github.comments(repo, 1)).toEqual([])
})

test('red again is looked into, by somebody who is told of the rerun', async () => {
  const { scene, run } = await redAgain(network)

  expect((await firstTask(scene))?.type).toBe('investigate')
  expect((await firstTask(scene))?.prompt).toContain('failed again of the same cause')
  expect((await lastWord(scene)).rule).toBe('not run again first: it is red again when run again')
  expect((await scene.decisions())[1]).toContain('skip: run again: attempt 2 ended as failure')
  expect(run.attempts).toHaveLength(2)
})

test('red again of something else is told to whoever looks into it', async () => {
  const { scene } = await redAgain(otherNetwork)

  expect((await firstTask(scene))?.prompt).toContain('failed of another cause than before')
})

test('a rerun that somebody cancels leaves no red run without an answer', async () => {
  const { scene, run } = await red()
  const cancelled = { name: 'install', log: '', conclusion: 'cancelled' } as const
  await scene.github.recordRerun(repo, run.id, [cancelled])
  await scene.heard(run, 2)

  expect((await scene.decisions()).at(-1)).toContain('attempt 2 ended as cancelled')
  expect(await scene.tasks()).toEqual([])
})

const never: [string, SceneWish][] = [
  ['nothing is run again here (limits.reruns: 0)', { settings: { limits: { reruns: 0 } } }],
  ['0 of the 1 minutes of CI are used up', { settings: { limits: { rerun_minutes: 1 } } }],
  ['mode report: comments are all that is made', { repository: { mode: 'report' } }],
]

test.each(never)('it is looked into at once, and told why: %s', async (reason, wish) => {
  const { scene, run } = await red(wish)

  expect((await lastWord(scene)).rule).toContain(`not run again first: ${reason}`)
  expect((await firstTask(scene))?.type).toBe('investigate')
  expect(run.attempts).toHaveLength(1)
})

test('a run that is too old for GitHub is not asked for', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const createdAt = new Date(Date.now() - 31 * 24 * 3_600_000).toISOString()
  const run = await scene.red({ jobs: { install: network }, createdAt })
  await scene.heard(run)

  expect((await lastWord(scene)).rule).toContain('older than the 30 days')
  expect(run.attempts).toHaveLength(1)
})

test('where the credential may not, this is said, and the minutes are free again', async () => {
  const settings = { limits: { rerun_minutes: 2 } }
  const scene = await world.begin({ settings })
  scene.github.faults.failNext({ path: '/rerun-failed-jobs', status: 403, times: 1 })
  await scene.openPull()
  await scene.heard(await scene.red({ jobs: { install: network } }))
  await scene.openPull({ branch: 'feat/y' })
  const other = await scene.red({ jobs: { install: otherNetwork }, branch: 'feat/y', seconds: 61 })
  await scene.heard(other)

  const rules = (await scene.store.listDecisions({ limit: 2 }))[1]?.rules
  expect(rules?.find(({ rule }) => rule === 'rerun-first')?.reason).toContain(
    'GitHub refused to run it again (does the credential have actions: write?)',
  )
  expect(other.attempts).toHaveLength(2)
})

test('the minutes of a day are used up together by all runs of a repository', async () => {
  const { scene } = await red({ settings: { limits: { rerun_minutes: 3 } } })
  await scene.openPull({ branch: 'feat/y' })
  const other = await scene.red({ jobs: { install: otherNetwork }, branch: 'feat/y', seconds: 61 })
  await scene.heard(other)

  expect((await lastWord(scene)).rule).toContain('2 of the 3 minutes of CI are used up')
  expect(other.attempts).toHaveLength(1)
})

test('beside a job that is being mended nothing is run again: the commit makes CI run', async () => {
  const { scene, run } = await red({}, { a: network, types: jobLog.types })

  expect(run.attempts).toHaveLength(1)
  expect((await lastWord(scene)).reason).toContain('is still at work on the same branch')
})

test('a cause that was gone before when it was run again may be chance again', async () => {
  const log = logOf('npm test', ' FAIL  test/a.test.ts > waits', 'Error: boom')
  const { scene, run } = await red({}, { test: log })
  expect((await lastWord(scene)).rule).toContain('nothing says that it may pass by itself')
  await scene.lead().github.rerunFailedJobs(repo, run.id)
  await scene.rerun(run)
  await scene.heard(run, 2)
  await scene.github.pushCommit({ repo, branch: run.headBranch, files: {}, message: 'More' })
  const later = await scene.red({ jobs: { test: log } })
  await scene.heard(later)

  expect((await lastWord(scene)).reason).toContain('the same cause was gone before')
})

test.each([
  ['waits in the queue', {}],
  ['is at work', { claimed: true }],
])(
  'a task that %s is stopped when its job is green, run again by somebody',
  async (_, { claimed = false }: { claimed?: boolean }) => {
    const { scene, run } = await red({}, { types: jobLog.types })
    const id = await scene.onlyTask()
    if (claimed) await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }))
    await scene.lead().github.rerunFailedJobs(repo, run.id)
    await scene.rerun(run)

    await scene.heard(run, 2)
    await scene.heard(run, 2)

    const end = 'superseded: its job was green when it was run again (attempt 2)'
    expect(await scene.tasks()).toEqual([end])
    expect((await cancelRequested(scene.redis, id))?.outcome).toBe('superseded')
  },
)

test('a task goes on while another workflow is red of the same cause', async () => {
  const { scene, run } = await red({}, { types: jobLog.types })
  await scene.heard(await scene.red({ name: 'Other' }))
  await scene.lead().github.rerunFailedJobs(repo, run.id)
  await scene.rerun(run)

  await scene.heard(run, 2)

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})
