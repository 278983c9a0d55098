import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { giveUpOutgoing, handleOutgoing } from '../handle-outgoing.ts'
import { handleMaintenance } from '../rounds/handle-maintenance.ts'
import { type LeadWorld, openLeadWorld } from '../scenes/lead-world.fixture.ts'
import type { Scene } from '../scenes/scene.fixture.ts'
import { callPerson } from './call-person.ts'

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

test('a higher level is called when nobody answers, and only then', async () => {
  const { scene, about } = await calling()
  const reminder = { ...job, about, target: 'webhook', unanswered_minutes: 30 }

  await handleOutgoing(scene.lead(), reminder)
  const first = received(scene).at(-1)?.title
  await handleMaintenance(scene.lead(), {
    kind: 'acknowledge',
    task_id: about.task_id,
    actor: 'ada',
  })
  await handleOutgoing(scene.lead(), reminder)

  expect(first).toBe('Not answered for 30 min: acme/web#7 needs a person')
  expect(received(scene)).toHaveLength(1)
  const lines = await timeline(scene)
  expect(lines.at(-2)).toBe('ada sees to it')
  expect(lines.at(-1)).toBe('acme/web#7 needs a person (webhook is not called: answered)')
})

test.each([
  ['the task is no longer waiting', { state: 'resolved' as const }],
  ['the task has been tried again since', { retry_count: 1 }],
])('nobody else is called when %s', async (_why, now) => {
  const { scene, about } = await calling()
  await scene.store.changeTask(about.task_id, ['escalated'], (r) => ({
    ...{ ...r, ...('state' in now ? now : {}) },
    task: { ...r.task, ...('retry_count' in now ? now : {}) },
  }))

  await handleOutgoing(scene.lead(), { ...job, about, target: 'webhook', unanswered_minutes: 30 })

  expect(received(scene)).toEqual([])
})

test('one cause in two places calls once in an hour, and again where it has called', async () => {
  const { scene, about } = await calling()
  const own = await scene.store.getTask(about.task_id)
  if (own === null) throw new Error('no task')
  const elsewhere = {
    ...own,
    task: { ...own.task, task_id: 't2', inputs: { ...own.task.inputs, pr_number: 99 } },
  }
  const again = { ...own, task: { ...own.task, task_id: 't3' } }
  await scene.takeOutgoing()

  for (const record of [own, elsewhere, again]) {
    await callPerson(scene.lead(), record, 'escalated', 'a secret is missing')
  }

  const keys = (await scene.takeOutgoing()).map(
    (one) => one.kind === 'notify' && one.about?.task_id,
  )
  expect(keys).toEqual([about.task_id, 't3'])
  expect((await timeline(scene)).at(-1)).toContain('another place has called')
})

test('what is gathered is told in one message, once', async () => {
  const scene = await world.begin()
  scene.configure({}, { notify: [{ url: scene.receiver.url, digest_minutes: 60 }] })
  const other = { ...job, notification: { ...notification, key: 'other', title: 'another' } }

  for (const each of [job, job, other]) await handleOutgoing(scene.lead(), each)
  const { delayed } = (await scene.queues.depths()).deliveries
  const digest = { kind: 'digest', target: 'webhook', id: 'webhook.1' } as const
  await handleOutgoing(scene.lead(), digest)
  await handleOutgoing(scene.lead(), digest)

  expect(delayed).toBe(1)
  expect(received(scene).map(({ title }) => title)).toEqual(['Millwright: 2 messages'])
  expect(received(scene)[0]?.text).toContain('acme/web#7 needs a person: a secret is missing')
  await world.redis.flushdb()
})

/** A scene in which one person is told at once, and a task calls for somebody. */
async function calling() {
  const scene = await world.begin()
  scene.configure({}, { notify: [{ url: scene.receiver.url }] })
  await scene.openPull()
  await scene.heard(await scene.red())
  const [record] = await scene.store.listTasks({ limit: 1 })
  const { task_id = '', retry_count = 0 } = record?.task ?? {}
  await scene.store.changeTask(task_id, ['queued'], (r) => ({ ...r, state: 'escalated' }))
  return { scene, about: { task_id, retry_count } }
}

function received({ receiver }: Scene) {
  const Message = z.object({ title: z.string(), text: z.string() })
  return receiver.received().map(({ body }) => Message.parse(JSON.parse(body)))
}

async function timeline({ store }: Scene): Promise<string[]> {
  const events = await store.readEvents({ after: null, limit: 10 })
  return events.map(({ event }) => event.text)
}
