import { afterAll, expect, test } from 'vitest'
import { jobLog, logOf } from '../runs/job-log.fixture.ts'
import { runKey } from '../runs/run-key.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { settleWatched } from './settle-watched.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const { types, otherTypes } = jobLog
const network = logOf('npm ci', 'npm error code ECONNRESET', 'npm error network aborted')
const strange = logOf('make thing', 'it did not please the oracle')

type Jobs = Readonly<Record<string, string>>

async function newlyRed(log: string, wish: SceneWish = {}, before: Jobs = {}, job = 'types') {
  const scene = await world.begin(wish)
  return { scene, ...(await redOn(scene, { [job]: log }, before)) }
}

/** A fix of `types` is pushed, and CI is red of `after` on it. */
async function redOn(scene: Scene, after: Jobs, before: Jobs = {}) {
  await scene.openPull()
  await scene.heard(await scene.red({ jobs: { types, ...before } }))
  const [record] = await scene.store.listTasks({ limit: 1 })
  await handleReport(scene.lead(), ended(record?.task.task_id ?? '', resultOf()))
  await scene.settle()
  const sha = (await scene.github.head(repo, branch)) ?? ''
  const run = await scene.red({ jobs: after })
  await scene.heard(run)
  await scene.settle()
  return { sha, short: sha.slice(0, 7), run }
}

const messages = async (scene: Scene) =>
  (await scene.github.log(repo, branch)).map(({ message }) => message.split('\n')[0])

test('a new cause that is gone when CI runs again is noted as flaky, and the fix stands', async () => {
  const { scene, short, run } = await newlyRed(otherTypes)
  const before = await scene.tasks()

  await scene.rerun(run)
  await scene.heard(run, 2)
  await scene.settle()

  expect(before).toEqual([`watching: pushed ${short}, waiting for CI`])
  expect(await scene.tasks()).toEqual([
    `resolved: CI is green on ${short}, once it was run again: flaky`,
  ])
  const [attempt] = run.attempts
  const id = `acme__web-${run.id}-1-${attempt?.jobs[0]?.id}`
  expect((await scene.store.getFailure(id))?.history?.standing).toBe('flaky')
  expect(scene.told()).toEqual([])
})

test('a new cause that stays is taken back by us, once, and a person is called', async () => {
  const { scene, sha, short, run } = await newlyRed(otherTypes)

  await scene.rerun(run, { types: otherTypes })
  await scene.heard(run, 2)
  await settleWatched(scene.lead(), repo, sha)
  await scene.settle()

  expect(await messages(scene)).toEqual([
    'Revert "Fix the type error"',
    'Fix the type error',
    'A change',
    'First commit',
  ])
  expect(await scene.github.file(repo, branch, 'src/a.ts')).toBe("const a: number = 'one'")
  expect(scene.github.refUpdates(repo).filter(({ forced }) => forced)).toEqual([])
  const reason = (await scene.tasks())[0] ?? ''
  expect(reason).toContain(`failed: CI is red on ${short} of a new cause (type-error`)
  expect(reason).toContain('red again when run again; our commit was reverted by')
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('our commit was reverted by')
  expect(scene.told()).toHaveLength(1)
  expect(run.attempts).toHaveLength(2)
})

test('after a revert the cause that was there first gets its next attempt', async () => {
  const { scene, run } = await newlyRed(otherTypes)
  await scene.rerun(run, { types: otherTypes })
  await scene.heard(run, 2)
  await scene.settle()

  await scene.heard(await scene.red({ jobs: { types } }))

  expect((await scene.tasks()).at(-1)).toBe('queued: waiting for a worker')
  const [newest] = await scene.store.listTasks({ limit: 1 })
  expect(newest?.task.prompt).toContain('our commit was reverted by')
})

test('what was red before our commit is neither run again nor taken back', async () => {
  const { scene, short, run } = await newlyRed(otherTypes, {}, { other: otherTypes })

  expect(await scene.tasks()).toEqual([
    `failed: CI is still red on ${short}, of what was red before it`,
    'queued: waiting for a worker',
  ])
  expect(run.attempts).toHaveLength(1)
})

test('a job that was red before of what no rule knows is not held against our commit', async () => {
  const other = logOf('make thing', 'it did not please the mill')

  const { scene, short } = await newlyRed(strange, {}, { odd: other }, 'odd')

  expect((await scene.tasks())[0]).toContain(`failed: CI is still red on ${short}`)
})

test('nothing is run again where the operator says so', async () => {
  const wish = { settings: { limits: { reruns: 0 } } }

  const { scene, run } = await newlyRed(otherTypes, wish)

  expect(run.attempts).toHaveLength(1)
  expect((await scene.tasks())[0]).toContain('nothing is run again here (limits.reruns: 0); our')
  expect(await messages(scene)).toContain('Revert "Fix the type error"')
})

test('where the credential may not run it again, this is said and all else goes on', async () => {
  const scene = await world.begin()
  scene.github.faults.failNext({ path: '/rerun-failed-jobs', status: 403, times: 1 })
  const { short } = await redOn(scene, { types: otherTypes })

  expect((await scene.tasks())[0]).toContain(`failed: CI is red on ${short} of a new cause`)
  expect((await scene.tasks())[0]).toContain('GitHub refused to run it again')
})

test('a commit that somebody has built upon is left alone', async () => {
  const { scene, run } = await newlyRed(otherTypes)
  await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })

  await scene.rerun(run, { types: otherTypes })
  await scene.heard(run, 2)
  await scene.settle()

  expect((await scene.tasks())[0]).toContain('superseded: CI is red on')
  expect((await messages(scene))[0]).toBe('More')
  expect(scene.told()).toEqual([])
})

test('a cause outside of the code goes to a person, and the fix stands', async () => {
  const { scene, run } = await newlyRed(network)

  await scene.rerun(run, { types: network })
  await scene.heard(run, 2)
  await scene.settle()

  expect((await scene.tasks())[0]).toMatch(/^escalated: CI is red on .* outside of the code$/)
  expect((await messages(scene))[0]).toBe('Fix the type error')
  expect(scene.told()).toHaveLength(1)
})

/** The lead died over the order to run it again, and GitHub refuses to be asked twice. */
async function orderedAgo(ms: number) {
  const { scene, short, run } = await newlyRed(otherTypes)
  await scene.rerun(run, { types: otherTypes })
  scene.configure({}, { limits: { reruns: 2 } })
  const begun = new Date(Date.now() - ms).toISOString()
  await scene.store.putIntent(`rerun.${runKey(repo, run.id, 2)}`, begun)
  scene.github.faults.failNext({ path: '/rerun-failed-jobs', status: 403, times: 1 })

  await scene.heard(run, 2)
  await scene.settle()
  return { scene, short }
}

test('a refusal long after an order that was cut off half way is acted upon', async () => {
  const { scene } = await orderedAgo(11 * 60_000)

  expect((await scene.tasks())[0]).toContain('GitHub refused to run it again')
})

test('a refusal that may follow an order cut off half way is waited out, not acted upon', async () => {
  const { scene, short } = await orderedAgo(60_000)

  expect(await scene.tasks()).toContain(`watching: pushed ${short}, waiting for CI`)
  expect((await messages(scene))[0]).toBe('Fix the type error')
})
