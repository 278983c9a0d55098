import { afterAll, afterEach, expect, test } from 'vitest'
import { type ShiftedClock, shiftClock } from '../chaos/shift-clock.fixture.ts'
import { handleDelivery } from '../handle-delivery.ts'
import { handleOutgoing } from '../handle-outgoing.ts'
import { readDelivery } from '../intake/read-delivery.ts'
import { handleMaintenance } from '../rounds/handle-maintenance.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { openLeadWorld } from './lead-world.fixture.ts'
import { repo, type Scene } from './scene.fixture.ts'

const world = await openLeadWorld()
let clock: ShiftedClock = shiftClock()
afterEach(() => clock.restore())
afterAll(() => world.close())

const MINUTE_MS = 60_000
/** Tries of each piece of work that fail; the queue makes as many within ten minutes. */
const TRIES = 10
const any = { path: /^\//, times: Number.POSITIVE_INFINITY }
const limit = 'You have exceeded a secondary rate limit'

const outages: [string, (scene: Scene) => void][] = [
  ['answers 503', ({ github }) => github.faults.failNext({ ...any, status: 503 })],
  [
    'answers 429, and asks for two minutes of patience',
    ({ github }) =>
      github.faults.failNext({ ...any, status: 429, headers: { 'retry-after': '120' } }),
  ],
  [
    'says that the secondary limit is reached',
    ({ github }) => github.faults.failNext({ ...any, status: 403, message: limit }),
  ],
  ['hangs up', ({ github }) => github.faults.hangUpNext(any)],
]

/** What GitHub sent since the last call, as it lies in the inbox. */
function post({ github }: Scene) {
  let seen = github.deliveries().length
  return () => {
    const sent = github.deliveries().slice(seen)
    seen += sent.length
    return sent.flatMap(({ guid, event, body }) => {
      const about = { delivery_id: guid, event, source: 'webhook' as const }
      const read = readDelivery(about, () => JSON.parse(body))
      return typeof read === 'string' ? [] : [read]
    })
  }
}

test.each(outages)(
  'while GitHub %s for ten minutes the lead says so, loses nothing and doubles nothing',
  async (_what, begin) => {
    clock = shiftClock()
    const scene = await world.begin()
    const lead = scene.lead()
    const inbox = post(scene)
    for (const branch of ['feat/x', 'feat/y']) await scene.openPull({ branch })
    for (const one of inbox()) await handleDelivery(lead, one)
    // One fix is to be delivered, and one red run is to be heard of, when it begins.
    await scene.heard(await scene.red({ branch: 'feat/x' }))
    await handleReport(lead, ended(await scene.onlyTask(), resultOf()))
    inbox()
    await scene.red({ branch: 'feat/y', jobs: { types: jobLog.otherTypes } })
    const events = inbox()
    const outgoing = await scene.takeOutgoing()
    const before = lead.github.awaySince()
    const beganAt = new Date().toISOString()
    begin(scene)

    let failed = 0
    for (let tries = 0; tries < TRIES; tries += 1) {
      const all = [
        ...events.map((one) => () => handleDelivery(lead, one)),
        ...outgoing.map((job) => () => handleOutgoing(lead, job)),
      ]
      for (const work of all) await work().catch(() => (failed += 1))
      for (const kind of ['sweep', 'poll', 'reconcile'] as const) {
        await handleMaintenance(lead, { kind }).catch(() => undefined)
      }
      clock.by(MINUTE_MS)
    }
    const during = lead.github.awaySince()
    const pushed = scene.github.refUpdates(repo).length
    scene.github.faults.clear()
    for (const one of events) await handleDelivery(lead, one)
    for (const job of outgoing) await handleOutgoing(lead, job)
    await scene.settle()

    const comments = [1, 2].map((pr) => scene.github.comments(repo, pr).length)
    expect(before).toBeNull()
    expect(
      during && during >= beganAt && Date.parse(during) - Date.parse(beganAt) < MINUTE_MS,
    ).toBe(true)
    expect(failed).toBe(TRIES * (events.length + outgoing.length))
    expect(lead.github.awaySince()).toBeNull()
    expect(scene.github.refUpdates(repo).length).toBe(pushed + 1)
    expect(await scene.tasks()).toEqual([
      expect.stringMatching(/^watching: pushed [0-9a-f]{7}, waiting for CI$/),
      'queued: waiting for a worker',
    ])
    expect(await scene.decisions()).toEqual([
      'act: an agent may try to fix it',
      'act: an agent may try to fix it',
    ])
    expect(comments).toEqual([1, 0])
  },
)
