import { afterAll, expect, test } from 'vitest'
import { settleWatched } from '../judging/settle-watched.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { cutBeforeFiling } from '../scenes/cut-before-filing.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const noReruns = { limits: { reruns: 0 } }

/** A lead dies after it has pushed a revert, before it has filed it. */
async function cutAfterRevert() {
  const scene = await world.begin({ settings: noReruns })
  await scene.openPull()
  await scene.heard(await scene.red())
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()
  const sha = (await scene.github.head(repo, branch)) ?? ''
  await scene.red({ jobs: { types: jobLog.otherTypes } })
  const lead = cutBeforeFiling(scene.lead(), ({ delivery }) => delivery.revert_sha != null)
  await expect(settleWatched(lead, repo, sha)).rejects.toThrow('cut')
  return { scene, sha, revert: (await scene.github.head(repo, branch)) ?? '' }
}

const meanwhile: [string, (scene: Scene) => unknown][] = [
  ['a pause', (scene) => scene.configure({}, { ...noReruns, paused: true })],
  [
    'a branch that was protected',
    (scene) => scene.configure({ protected_branches: [branch] }, noReruns),
  ],
]

test.each(meanwhile)(
  'a revert that was pushed before a crash is not denied after %s',
  async (_what, happen) => {
    const { scene, sha, revert } = await cutAfterRevert()

    await happen(scene)
    await settleWatched(scene.lead(), repo, sha)
    await scene.settle()

    const [record] = await scene.store.listTasks({ limit: 1 })
    expect(record?.state).toBe('failed')
    expect(record?.reason).toContain(`our commit was reverted by ${revert.slice(0, 7)}`)
    expect(record?.delivery.revert_sha).toBe(revert)
    expect(await scene.github.head(repo, branch)).toBe(revert)
    expect(scene.told()).toHaveLength(1)
  },
)
