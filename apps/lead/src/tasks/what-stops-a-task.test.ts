import { cancelRequested } from '@millwright/report'
import { afterAll, expect, test } from 'vitest'
import { handleDelivery } from '../handle-delivery.ts'
import { readDelivery } from '../intake/read-delivery.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from './handle-report.ts'
import { reportOf } from './worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** A worker is at work on the red job of a pull request, and the check at the commit says so. */
async function atWork() {
  const scene = await world.begin()
  const { sha } = await scene.openPull()
  const run = await scene.red()
  await scene.heard(run)
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }))
  await scene.settle()
  return { scene, sha, run, id }
}

/** The lead hears of what GitHub sends while something happens. */
async function hearing({ github, lead }: Scene, happen: () => Promise<unknown>): Promise<void> {
  const before = github.deliveries().length
  await happen()
  for (const { guid, event, body } of github.deliveries().slice(before)) {
    const about = { delivery_id: guid, event, source: 'webhook' as const }
    const delivery = readDelivery(about, () => JSON.parse(body))
    if (typeof delivery !== 'string') await handleDelivery(lead(), delivery)
  }
}

type AtWork = Awaited<ReturnType<typeof atWork>>
const causes: [string, (at: AtWork) => Promise<unknown>, string, RegExp][] = [
  [
    'a new head',
    ({ scene }) => scene.github.pushCommit({ repo, branch, files: {}, message: 'More' }),
    'superseded',
    /^the branch moved on to [0-9a-f]{7}$/,
  ],
  [
    'a branch that is made anew',
    ({ scene }) => scene.github.pushCommit({ repo, branch, files: {}, message: 'x', force: true }),
    'superseded',
    /^the branch moved on to [0-9a-f]{7}$/,
  ],
  [
    'the end of the pull request',
    ({ scene }) => scene.github.closePullRequest(repo, 1),
    'superseded',
    /^the pull request was closed$/,
  ],
  [
    'a green rerun',
    async ({ scene, run }) => {
      const authorization = `Bearer ${scene.token}`
      const path = `repos/${repo}/actions/runs/${run.id}/rerun-failed-jobs`
      await fetch(`${scene.github.apiUrl}/${path}`, { method: 'POST', headers: { authorization } })
      await scene.rerun(run)
    },
    'superseded',
    /green/,
  ],
  [
    'a command',
    async ({ scene }) => scene.github.comment(repo, 1, '/millwright cancel'),
    'cancelled',
    /^cancelled by ada$/,
  ],
]

test.each(causes)(
  '%s stops the running task, says why and leaves no check open',
  async (_what, happen, state, reason) => {
    const at = await atWork()
    const { scene, id } = at

    await hearing(scene, () => happen(at))
    await scene.settle()

    const record = await scene.store.getTask(id)
    const shown = scene.github.statuses(repo).map((one) => one.state)
    expect([record?.state, record?.reason]).toEqual([state, expect.stringMatching(reason)])
    expect((await cancelRequested(scene.redis, id))?.outcome).toBe(state)
    expect(shown).toEqual(['pending', 'success'])
  },
)

test('the newest head is taken up, however many were pushed while somebody was at work', async () => {
  const { scene, id } = await atWork()
  const push = (message: string) => scene.github.pushCommit({ repo, branch, files: {}, message })

  await hearing(scene, async () => {
    for (const message of ['one', 'two', 'three']) {
      await push(message)
      await scene.red()
    }
  })

  const newest = await scene.github.head(repo, branch)
  const open = await scene.store.listTasks({ state: 'queued', limit: 10 })
  expect((await scene.store.getTask(id))?.state).toBe('superseded')
  expect(open.map(({ task }) => task.head_sha)).toEqual([newest])
})
