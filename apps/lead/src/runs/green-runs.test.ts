import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { GREEN_RUNS_MAX, recallGreen, rememberGreen } from './green-runs.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

async function lastFailure(scene: Scene) {
  const [decision] = await scene.store.listDecisions({ limit: 1 })
  const record = decision && (await scene.store.getFailure(decision.failure_id))
  if (!record) throw new Error('no failure was filed')
  return record
}

/** A new commit on the branch; its name. */
async function push(scene: Scene): Promise<string> {
  await scene.github.pushCommit({ repo, branch, files: {}, message: 'Go on' })
  return (await scene.github.head(repo, branch)) ?? ''
}

test('a cause that is back after its workflow was green is a regression', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  const first = await lastFailure(scene)
  // GitHub counts in whole seconds, and these runs end within one.
  const failure = { ...first.failure, completed_at: '2026-01-02T03:04:05Z' }
  await scene.store.saveFailure({ ...first, failure })
  await scene.heard(await scene.green(await push(scene)))

  await push(scene)
  await scene.heard(await scene.red())

  const { history } = await lastFailure(scene)
  expect(history?.standing).toBe('regression')
})

test('the newest green run counts, of this repository, branch and workflow', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  const { failure } = await lastFailure(scene)
  const run = await scene.lead().github.getRun(repo, (await scene.green(await push(scene))).id)
  const at = (updatedAt: string, more = {}) =>
    rememberGreen(scene, repo, { ...run, headBranch: branch, updatedAt, ...more })

  await at('2026-01-02T00:00:02Z', { headSha: 'b'.repeat(40) })
  await at('2026-01-02T00:00:01Z')
  await at('2026-01-02T00:00:03Z', { headRepo: 'mallory/web' })
  await at('2026-01-02T00:00:03Z', { headBranch: 'other' })
  await at('2026-01-02T00:00:03Z', { workflowId: run.workflowId + 1 })

  expect(await recallGreen(scene, failure)).toEqual([
    { place: 'own', headSha: 'b'.repeat(40), at: '2026-01-02T00:00:02Z', cause: null },
  ])
})

test('of a repository only the last green runs are remembered', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.lead().github.getRun(repo, (await scene.green(await push(scene))).id)

  for (let n = 0; n <= GREEN_RUNS_MAX; n += 1) {
    await rememberGreen(scene, repo, { ...run, headBranch: `feat/${n}` })
  }

  const mark = JSON.parse((await scene.store.getMark(`green:${repo}`)) ?? '[]')
  expect(mark).toHaveLength(GREEN_RUNS_MAX)
  expect(mark[0].branch).toBe(`feat/${GREEN_RUNS_MAX}`)
})
