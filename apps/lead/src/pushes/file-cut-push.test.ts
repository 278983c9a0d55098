import { afterAll, expect, test } from 'vitest'
import { sweep } from '../rounds/sweep.ts'
import { handleRun } from '../runs/handle-run.ts'
import { cutBeforeFiling } from '../scenes/cut-before-filing.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { deliver } from './deliver.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** A lead dies after its push, before it has filed what it pushed. */
async function cutAfterPush() {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, resultOf()))
  const lead = cutBeforeFiling(scene.lead(), ({ delivery }) => delivery.commit_sha !== null)
  await expect(deliver(lead, id)).rejects.toThrow('cut')
  const sha = (await scene.github.head(repo, branch)) ?? ''
  return { scene, id, sha, short: sha.slice(0, 7) }
}

const meanwhile: [string, (scene: Scene, id: string) => unknown, string][] = [
  [
    'a cancel',
    (scene, id) => stopTask(scene.lead(), id, 'cancelled', 'cancelled by ada'),
    'cancelled: cancelled by ada, after SHA was pushed',
  ],
  [
    'a pull request that was switched off',
    (scene) => scene.store.switchPull(repo, 1, 'ada'),
    'cancelled: switched off by ada, after SHA was pushed',
  ],
  [
    'a pull request that was closed',
    (scene) => scene.github.closePullRequest(repo, 1),
    'superseded: the pull request was closed, after SHA was pushed',
  ],
  [
    'another policy',
    (scene) => scene.configure({}, { limits: { files: 1 } }),
    'watching: pushed SHA, waiting for CI',
  ],
  [
    'mode staged',
    (scene) => scene.configure({ mode: 'staged' }),
    'watching: pushed SHA, waiting for CI',
  ],
  [
    'a branch that was protected',
    (scene) => scene.configure({ protected_branches: [branch] }),
    'watching: pushed SHA, waiting for CI',
  ],
]

test.each(meanwhile)(
  'a commit that was pushed before a crash is not denied after %s',
  async (_what, happen, end) => {
    const { scene, id, sha, short } = await cutAfterPush()

    await happen(scene, id)
    await scene.settle()

    expect(await scene.tasks()).toEqual([end.replace('SHA', short)])
    expect((await scene.store.getTask(id))?.delivery.commit_sha).toBe(sha)
    expect(await scene.github.head(repo, branch)).toBe(sha)
  },
)

test('a run that is red of a commit whose push is not filed yet waits for its task', async () => {
  const { scene, short } = await cutAfterPush()
  const run = await scene.red()

  await handleRun(scene.lead(), repo, run.id, 1, run.headCommit.sha)
  const answer = (await scene.decisions()).at(-1)
  await scene.settle()
  await sweep(scene.lead())

  expect(answer).toMatch(/^wait: .* is still at work/)
  expect(await scene.tasks()).toEqual([
    `failed: CI is still red on ${short}`,
    'queued: waiting for a worker',
  ])
})
