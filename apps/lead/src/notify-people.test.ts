import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveUpOutgoing, handleOutgoing } from './handle-outgoing.ts'
import { type LeadWorld, openLeadWorld } from './lead-world.fixture.ts'
import type { Scene } from './scene.fixture.ts'

let world: LeadWorld
beforeAll(async () => {
  world = await openLeadWorld()
})
afterAll(() => world.close())

const notification = {
  ...{ key: 'escalated.task-1', severity: 'warning' as const },
  ...{ title: 'acme/web#7 needs a person', text: 'a secret is missing' },
}
const job = { kind: 'notify' as const, notification }
const nobody = 'http://127.0.0.1:9'
/** All day but its last minute, in a zone where that minute is far away. */
const time_zone = new Date().getUTCHours() === 23 ? 'Asia/Tokyo' : 'UTC'
const allDay = { from: '00:00', to: '23:59', time_zone }

test('each who wants to hear of it is told by a job of their own, and once', async () => {
  const scene = await world.begin()
  const { url } = scene.receiver
  scene.configure({}, { notify: [{ url }, { url, severities: ['action'] }, { url: nobody }] })

  await handleOutgoing(scene.lead(), job)
  await handleOutgoing(scene.lead(), job)
  const jobs = await scene.takeOutgoing()
  const ends = await Promise.allSettled(jobs.map((each) => handleOutgoing(scene.lead(), each)))

  expect(jobs.map((each) => 'target' in each && each.target)).toEqual(['webhook', 'webhook-3'])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(scene.told()).toEqual(['escalated.task-1'])
})

test('what quiet hours hold back waits in the queue', async () => {
  const scene = await world.begin()
  const { url } = scene.receiver
  scene.configure({}, { notify: [{ url, quiet_hours: allDay }, { url }] })

  await handleOutgoing(scene.lead(), job)

  const { delayed } = (await scene.queues.depths()).deliveries
  expect(delayed).toBe(1)
  await world.redis.flushdb()
})

test('a target that has left the configuration, and one given up, stand on the timeline', async () => {
  const scene = await world.begin()

  await handleOutgoing(scene.lead(), { ...job, target: 'pager' })
  await giveUpOutgoing(scene.lead(), { ...job, target: 'slack' }, new Error('x'))

  expect(await timeline(scene)).toEqual([
    'acme/web#7 needs a person (not told, there is no longer a target named pager)',
    'not told to slack: acme/web#7 needs a person',
  ])
})

test('with nobody to tell the timeline says so, unless it is good news', async () => {
  const scene = await world.begin({ settings: { notify: [] } })

  await handleOutgoing(scene.lead(), job)
  const info = { ...notification, severity: 'info' as const }
  await handleOutgoing(scene.lead(), { ...job, notification: info })

  expect(await timeline(scene)).toEqual(['acme/web#7 needs a person (nobody is told: see notify)'])
})

async function timeline({ store }: Scene): Promise<string[]> {
  const events = await store.readEvents({ after: null, limit: 10 })
  return events.map(({ event }) => event.text)
}
