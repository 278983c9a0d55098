import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { nightly } from './nightly.ts'
import { poll } from './poll.ts'
import { sweep } from './sweep.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const MINUTE_MS = 60_000

test('a repository in which nothing is at work is not polled', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.red()

  await poll(scene.lead())

  expect(scene.github.requests()).toEqual([])
})

test('one in which something is at work is polled, again after its interval and no sooner', async () => {
  const scene = await atWork()
  const lead = scene.lead()
  const now = Date.now()
  const asked = async (ms: number, random: number) => {
    const before = scene.github.requests().length
    await poll(lead, now + ms, () => random)
    return scene.github.requests().length > before
  }

  const answers = [
    await asked(0, 0),
    await asked(22_000, 0),
    await asked(23_000, 1),
    await asked(60_000, 1),
    await asked(61_000, 1),
  ]

  expect(answers).toEqual([true, false, true, false, true])
})

test('a clock that is set back by an hour does not keep the next poll waiting', async () => {
  const scene = await atWork()
  const lead = scene.lead()
  await poll(lead)
  const before = scene.github.requests().length

  await poll(lead, Date.now() - 60 * MINUTE_MS)

  expect(scene.github.requests().length).toBeGreaterThan(before)
})

test('a poll settles our commit, and takes up the next red run', async () => {
  const scene = await atWork()
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()
  await scene.green((await scene.github.head(repo, branch)) ?? '')

  await poll(scene.lead())

  expect(await scene.tasks()).toEqual([expect.stringMatching(/^resolved: CI is green/)])
})

test('neither poll nor sweep spend the last calls of an hour', async () => {
  const scene = await atWork()
  const scarce = scene.lead((name, part) =>
    name === 'github' ? { ...part, callsLeft: () => 0.05 } : part,
  )
  const asked = () => scene.github.requests().filter(({ path }) => path.endsWith('/actions/runs'))

  await poll(scarce)
  await sweep(scarce)

  expect(asked()).toEqual([])
})

test('a night finds a red run that nothing has seen, counts it once and takes it up', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red({ name: 'Heard' }))
  const run = await scene.red({ name: 'Unheard' })
  const night = Date.now() + 70 * MINUTE_MS

  for (let n = 0; n < 2; n += 1) await nightly(scene.lead(), night)

  const { total } = await scene.store.readCounts(0)
  expect(total.get('unseen_runs')).toBe(1)
  const decisions = await scene.store.listDecisions({ limit: 9 })
  expect(decisions.map(({ failure_id }) => failure_id)).toContainEqual(
    expect.stringContaining(`-${run.id}-`),
  )
})

/** A task waits for a worker. */
async function atWork(): Promise<Scene> {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  return scene
}
