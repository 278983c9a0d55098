import type { TaskResult } from '@millwright/protocol'
import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { deliver } from './deliver.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** A task whose result came in and waits to be delivered. */
async function reported(result: TaskResult, wish: SceneWish = {}) {
  const scene = await world.begin(wish)
  const { sha } = await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, result))
  return {
    scene,
    sha,
    id,
    cancel: () => stopTask(scene.lead(), id, 'cancelled', 'cancelled by ada'),
  }
}

const staged = { repository: { mode: 'staged' } }

test('a task that is cancelled while its push waits is not pushed after all', async () => {
  const { scene, sha, id, cancel } = await reported(resultOf())
  // GitHub is away when the delivery begins, and the queue will try it again.
  scene.github.faults.failNext({ path: '/pulls/1', status: 503, times: 9 })
  await expect(deliver(scene.lead(), id)).rejects.toThrow()

  await cancel()
  scene.github.faults.clear()
  await scene.settle()

  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
  expect(await scene.github.head(repo, branch)).toBe(sha)
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('cancelled by ada')
})

const others: [string, TaskResult, SceneWish?][] = [
  ['a patch that would wait for a person', resultOf(), staged],
  ['a result that would go to a person', resultOf({ outcome: 'gave_up', patch: '' })],
  ['an answer that would be a comment', resultOf({ outcome: 'not_reproduced', patch: '' })],
]

test.each(others)(
  '%s ends cancelled when that is asked for while it is delivered',
  async (...of) => {
    const { scene, id, cancel } = await reported(of[1], of[2])
    await scene.store.changeTask(id, ['reported'], (r) => ({ ...r, state: 'delivering' }))

    await cancel()
    const before = await scene.tasks()
    await scene.settle()

    expect(before).toEqual([expect.stringMatching(/^delivering: /)])
    expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
    expect(scene.told()).toEqual([])
  },
)

test('a patch is not held when somebody cancels while the comment about it is written', async () => {
  const { scene, id, cancel } = await reported(resultOf(), staged)
  const lead = scene.lead()
  const createComment: typeof lead.github.createComment = async (...args) => {
    await cancel()
    return lead.github.createComment(...args)
  }

  await deliver({ ...lead, github: { ...lead.github, createComment } }, id)

  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
})
