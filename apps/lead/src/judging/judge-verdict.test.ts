import { afterAll, expect, test } from 'vitest'
import { sweep } from '../rounds/sweep.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** A red pull request of which the lead has made a task. */
async function red(log: string) {
  const scene = await world.begin({ settings: { limits: { reruns: 0 } } })
  await scene.openPull()
  const run = await scene.red({ jobs: { types: log } })
  await scene.heard(run)
  await scene.settle()
  return { scene, run, id: await scene.onlyTask() }
}

async function pushAndGreen(scene: Scene) {
  const files = { 'src/a.ts': 'const a = 1\n' }
  const sha = await scene.github.pushCommit({ repo, branch, files, message: 'Mend it' })
  return scene.green(sha)
}

const wordOn = async ({ store }: Scene, id: string) =>
  (await store.judgementsOf(id)).map(({ verdict, should_be, by }) => [verdict, should_be, by])

test('a green run on a later commit agrees with FIXABLE, told once or twice', async () => {
  const { scene, id } = await red(jobLog.types)
  const before = await wordOn(scene, id)

  const green = await pushAndGreen(scene)
  await scene.heard(green)
  await scene.heard(green)

  expect(before).toEqual([])
  expect(await wordOn(scene, id)).toEqual([['FIXABLE', 'FIXABLE', 'ci']])
})

test('green at the same commit speaks against it', async () => {
  const { scene, run, id } = await red(jobLog.types)

  await scene.lead().github.rerunFailedJobs(repo, run.id)
  await scene.rerun(run)
  await scene.heard(run, 2)

  expect(await wordOn(scene, id)).toEqual([['FIXABLE', null, 'ci']])
})

test('a green run that no webhook told of is found by the sweep', async () => {
  const { scene, id } = await red(jobLog.secret)
  await pushAndGreen(scene)

  await sweep(scene.lead())

  expect(await wordOn(scene, id)).toEqual([['ESCALATE', 'ESCALATE', 'ci']])
})

test('a pull request that is closed says nothing of the verdict', async () => {
  const { scene, id } = await red(jobLog.types)
  await scene.github.closePullRequest(repo, 1)

  await sweep(scene.lead())

  expect(await wordOn(scene, id)).toEqual([])
})
