import { generateKeyPairSync } from 'node:crypto'
import { afterAll, expect, test, vi } from 'vitest'
import { handleDelivery } from '../handle-delivery.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { pullDeliveries } from './pull-deliveries.ts'

const HOUR_MS = 60 * 60 * 1000
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const modes: [string, SceneWish][] = [
  ['an app', { app: keys }],
  ['a token', {}],
]
const world = await openLeadWorld()
afterAll(() => world.close())

/** What lies in the inbox, in the order in which it came. */
async function inbox({ redis }: Scene) {
  const ids = await redis.lrange('millwright:inbox:wait', 0, -1)
  const texts = await Promise.all(ids.map((id) => redis.hget(`millwright:inbox:${id}`, 'data')))
  return texts.map((text) => JSON.parse(text ?? 'null')).toReversed()
}

/** People give so many commands. */
function say({ github }: Scene, count: number): void {
  for (let n = 0; n < count; n += 1) github.comment(repo, 1, `/millwright explain ${n}`)
}

/** Lets something happen at another time. */
function at(nowMs: number, act: () => void) {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs })
  act()
  vi.useRealTimers()
}

test.each(modes)('%s that no webhook reaches has every event that counts', async (_mode, wish) => {
  const scene = await world.begin(wish)
  const { sha } = await scene.openPull()
  const run = await scene.red()
  const comment = scene.github.comment(repo, 1, '/millwright explain')
  scene.github.comment(repo, 1, 'Thanks')

  await pullDeliveries(scene.lead())

  const found = await inbox(scene)
  expect(found.map(({ source }) => source)).toEqual(found.map(() => 'pull'))
  expect(found.map(({ payload }) => payload)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'head_moved', pr: 1, sha }),
      expect.objectContaining({ kind: 'run_completed', runId: run.id }),
      { kind: 'command', repo, pr: 1, commentId: comment.id },
    ]),
  )
  expect(found.filter(({ payload }) => payload.kind === 'command')).toHaveLength(1)
  for (const delivery of found) await handleDelivery(scene.lead(), delivery)
  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})

test.each(modes)('what %s has seen is neither fetched nor stored again', async (_mode, wish) => {
  const scene = await world.begin(wish)
  await scene.openPull()
  await scene.red()
  await pullDeliveries(scene.lead())
  const before = await inbox(scene)
  const asked = scene.github.requests().length

  await pullDeliveries(scene.lead())

  const paths = scene.github
    .requests()
    .slice(asked)
    .map(({ path }) => path)
  expect(await inbox(scene)).toEqual(before)
  expect(paths.filter((path) => /deliveries\/\d+$/.test(path))).toEqual([])
  expect(paths.filter((path) => path.endsWith('/deliveries'))).toHaveLength(1)
})

test('an event that its webhook brought is not fetched', async () => {
  const scene = await world.begin({ app: keys })
  await scene.openPull()
  await scene.red()
  for (const { guid, event } of scene.github.deliveries()) {
    const received_at = new Date().toISOString()
    const delivery = { delivery_id: guid, event, source: 'webhook', received_at, payload: {} }
    await scene.queues.inbox.add({ ...delivery, source: 'webhook' })
  }

  await pullDeliveries(scene.lead())

  expect((await inbox(scene)).map(({ source }) => source)).not.toContain('pull')
  expect(scene.github.requests().filter(({ path }) => /deliveries\/\d+$/.test(path))).toEqual([])
})

test('a lead that was away for two days catches up, over many pages', async () => {
  const scene = await world.begin({ app: keys })
  await scene.openPull()
  await pullDeliveries(scene.lead(), Date.now() - 48 * HOUR_MS)
  const before = (await inbox(scene)).length
  say(scene, 250)

  await pullDeliveries(scene.lead())

  expect(await inbox(scene)).toHaveLength(before + 250)
})

test('what GitHub has long listed is not listed again, and nothing is older than three days', async () => {
  const scene = await world.begin({ app: keys })
  await scene.openPull()
  at(Date.now() - 73 * HOUR_MS, () => say(scene, 150))
  at(Date.now() - 2 * HOUR_MS, () => say(scene, 149))
  at(Date.now() - HOUR_MS, () => say(scene, 1))
  await pullDeliveries(scene.lead())
  const lists = () =>
    scene.github.requests().filter(({ path }) => path === '/app/hook/deliveries').length
  const first = lists()

  await pullDeliveries(scene.lead())

  const commands = (await inbox(scene)).filter(({ payload }) => payload.kind === 'command')
  expect(commands).toHaveLength(150)
  expect([first, lists()]).toEqual([2, 3])
})

test('a pull that breaks off is taken up where it broke off', async () => {
  const scene = await world.begin({ app: keys })
  await scene.openPull()
  say(scene, 5)
  const ids = scene.github.deliveries().map(({ id }) => id)
  scene.github.faults.failNext({ path: `/deliveries/${ids.at(-2)}`, status: 422 })

  await pullDeliveries(scene.lead())
  const first = await inbox(scene)
  await pullDeliveries(scene.lead())

  expect((await inbox(scene)).length).toBe(first.length + 2)
})

test('a repository whose hooks we may not see does not keep the others waiting', async () => {
  const scene = await world.begin()
  const repositories = { 'acme/gone': { mode: 'auto' }, [repo]: { mode: 'auto' } }
  scene.configure({}, { repositories })
  await scene.openPull()
  await scene.red()

  await pullDeliveries(scene.lead())

  expect((await inbox(scene)).map(({ payload }) => payload.kind)).toContain('run_completed')
})

test('a repository that is switched off is not asked about', async () => {
  const scene = await world.begin({ repository: { mode: 'off' } })
  await scene.openPull()
  const asked = scene.github.requests().length

  await pullDeliveries(scene.lead())

  expect(scene.github.requests()).toHaveLength(asked)
})
