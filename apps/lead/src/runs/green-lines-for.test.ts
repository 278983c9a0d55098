import { afterAll, expect, test } from 'vitest'
import type { Parts } from '../parts.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleRun } from './handle-run.ts'
import { logOf, TYPES_COMMAND } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const allowed = "src/old.ts(7,1): error TS2304: Cannot find name 'legacy'."
const cause = "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'."
const redLog = logOf(TYPES_COMMAND, allowed, cause)
const greenLog = `2026-01-01T00:00:00.0000000Z ${allowed}\n`

/** A green run of the workflow on a branch, whose job printed this. */
async function green(scene: Scene, on: string, log: string | null) {
  const sha = (await scene.github.head(repo, on)) ?? ''
  const jobs = [{ name: 'types', log, conclusion: 'success' as const }]
  return scene.github.recordRun({ repo, branch: on, sha, name: 'CI', jobs })
}

/** The decisive line of a red run that this lead hears of. */
async function decisiveLine(scene: Scene, lead: Parts) {
  const run = await scene.red({ jobs: { types: redLog } })
  await handleRun(lead, repo, run.id, 1)
  const [decision] = await scene.store.listDecisions({ limit: 1 })
  const record = decision && (await scene.store.getFailure(decision.failure_id))
  return record?.diagnosis.evidence[0]?.text
}

function logCalls({ github }: Scene): number {
  return github.requests().filter(({ path }) => path.endsWith('/logs')).length
}

test('without a green run the first error is taken for the cause', async () => {
  const scene = await world.begin()
  await scene.openPull()

  expect(await decisiveLine(scene, scene.lead())).toBe(allowed)
})

test.each(['main', branch])('what a green run on %s prints, too, ranks lower', async (on) => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await green(scene, on, greenLog))

  expect(await decisiveLine(scene, scene.lead())).toBe(cause)
})

test('the base branch, which was reviewed, goes before the own one', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await green(scene, 'main', greenLog))
  await scene.heard(await green(scene, branch, `${greenLog}${cause}\n`))

  expect(await decisiveLine(scene, scene.lead())).toBe(cause)
})

test('a green log is asked for once by a lead', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await green(scene, 'main', greenLog))
  const lead = scene.lead()

  await decisiveLine(scene, lead)
  const before = logCalls(scene)
  await scene.github.pushCommit({ repo, branch, files: {}, message: 'Go on' })
  const line = await decisiveLine(scene, lead)

  expect(line).toBe(cause)
  expect(before).toBe(2)
  expect(logCalls(scene)).toBe(before + 1)
})

test('a green log that is gone is asked for once, and does not stop a diagnosis', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await green(scene, 'main', null))

  expect(await decisiveLine(scene, scene.lead())).toBe(allowed)
  expect(logCalls(scene)).toBe(2)
})

test('a GitHub that fails for the green log alone does not stop a diagnosis', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await green(scene, 'main', greenLog)
  await scene.heard(run)
  const lead = scene.lead()
  const github: typeof lead.github = {
    ...lead.github,
    listJobs: async (name, runId, ...rest) =>
      lead.github.listJobs(name, runId === run.id ? 999_999 : runId, ...rest),
  }

  expect(await decisiveLine(scene, { ...lead, github })).toBe(allowed)
})
