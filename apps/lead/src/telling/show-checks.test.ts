import { generateKeyPairSync } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { reconcile } from '../rounds/reconcile.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { commentOn } from './comment-on.ts'
import { showTakenUp } from './show-checks.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const app = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** A fix is pushed, and CI is green on it. */
async function resolved(wish: SceneWish, refused = 0) {
  const scene = await world.begin(wish)
  const { sha: head } = await scene.openPull()
  scene.github.faults.failNext({ path: '/statuses/', method: 'POST', status: 403, times: refused })
  await scene.heard(await scene.red())
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf()))
  await scene.settle()
  const sha = (await scene.github.head(repo, branch)) ?? ''
  await scene.heard(await scene.green(sha))
  await scene.settle()
  return { scene, head, sha }
}

test('an App has one check at the diagnosed head, with its places, and one at our commit', async () => {
  const { scene, head, sha } = await resolved({ app })

  expect(scene.github.checks(repo)).toMatchObject([
    { sha: head, conclusion: 'success', annotations: [{ path: 'src/a.ts', start_line: 1 }] },
    { sha, conclusion: 'success', annotations: [] },
  ])
})

test('a token shows the same as commit statuses', async () => {
  const { scene, head, sha } = await resolved({})

  const newest = new Map(scene.github.statuses(repo).map((one) => [one.sha, one]))
  expect(newest.get(head)).toMatchObject({
    state: 'success',
    description: 'Resolved.',
  })
  expect(newest.get(sha)).toMatchObject({ state: 'success', by: 'mill' })
})

test('a credential that may not show checks is told of once, and the rest goes on', async () => {
  const { scene } = await resolved({}, 9)

  const events = await scene.store.readEvents({ after: '0', limit: 500 })
  const told = events.filter(({ event }) => event.text.startsWith('no check at'))
  expect(told).toHaveLength(1)
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('Resolved')
})

test('a check that comes late, while the end is being delivered, does not undo the end', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, resultOf({ outcome: 'gave_up', patch: '' })))
  await scene.store.changeTask(id, ['reported'], (r) => ({ ...r, state: 'delivering' }))

  await commentOn(scene.lead(), id, { state: 'escalated', reason: 'it gave up' })
  await showTakenUp(scene.lead(), id)

  const shown = scene.github.statuses(repo).map(({ description }) => description)
  expect(shown).toEqual([expect.stringContaining('person')])
})

test('a check that a crash left open is closed by the reconciliation', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  await scene.settle()
  const before = scene.github.statuses(repo).map(({ state }) => state)
  const reason = 'a budget is used up'
  await scene.store.changeTask(await scene.onlyTask(), ['queued'], (r) => ({
    ...r,
    ...{ state: 'escalated', reason },
  }))

  await reconcile(scene.lead())
  await scene.settle()

  expect(before).toEqual(['pending'])
  expect(scene.github.statuses(repo).at(-1)?.description).toContain('person')
})
