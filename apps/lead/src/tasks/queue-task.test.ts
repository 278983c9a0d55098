import { afterAll, expect, test } from 'vitest'
import { reconcile } from '../rounds/reconcile.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { budgetsOf, reservationOf } from './budget-of-task.ts'
import { handleReport } from './handle-report.ts'
import { LAST_WORD_MS, settleForgotten } from './settle-forgotten.ts'
import { stopTask } from './stop-task.ts'
import { ended, reportOf, resultOf } from './worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const waiting = async () => (await world.queues.depths()).tasks.waiting

/** Opens a task; `usd` of limits.usd is 3. */
async function opened(budget: Readonly<Record<string, number>> = {}) {
  const scene = await world.begin({ settings: { budget } })
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  const spent = async () => {
    const [one] = await scene.store.readSpend([`task ${id}`])
    return { spent: one?.spent, reserved: one?.reserved }
  }
  return { scene, id, spent }
}

const gaveUp = resultOf({ outcome: 'gave_up', patch: '' })
const cost = (usd: number | null) => ({ ...gaveUp, usage: { ...gaveUp.usage, usd } })

test('money is set aside before a worker may begin, and paid when it has ended', async () => {
  const { scene, id, spent } = await opened()
  const before = await spent()

  await handleReport(scene.lead(), ended(id, cost(0.5)))
  await handleReport(scene.lead(), ended(id, cost(0.5)))

  expect(before).toEqual({ spent: 0, reserved: 3 })
  expect(await spent()).toEqual({ spent: 0.5, reserved: 0 })
})

test.each([
  ['at an unknown price', cost(null), 3],
  ['more than was set aside', cost(11.99), 11.99],
  ['more than anybody believes', cost(1e6), 30],
])('work that cost %s', async (_name, result, usd) => {
  const { scene, id, spent } = await opened()

  await handleReport(scene.lead(), ended(id, result))

  expect(await spent()).toEqual({ spent: usd, reserved: 0 })
})

test('work that failed pays what it says it has spent', async () => {
  const { scene, id, spent } = await opened()
  const failed = { kind: 'failed', code: 'MW_X', message: 'no', usage: cost(0.25).usage } as const

  await handleReport(scene.lead(), reportOf(id, failed))

  expect(await spent()).toEqual({ spent: 0.25, reserved: 0 })
})

test('a day without money lets tasks wait, says so once, and begins them with what comes free', async () => {
  const { scene } = await opened({ day_usd: 5 })
  await scene.openPull({ branch: 'feat/y' })
  await scene.heard(await scene.red({ branch: 'feat/y', jobs: { types: jobLog.otherTypes } }))
  await reconcile(scene.lead())
  const [second, first] = await scene.store.listTasks({ limit: 10 })
  const seen = await waiting()

  await handleReport(scene.lead(), ended(first?.task.task_id ?? '', cost(1)))
  await reconcile(scene.lead())

  expect(second?.state).toBe('queued')
  expect(second?.reason).toMatch(
    /^waits: the budget of everything on .* is used up: 0\.00 USD spent and 3\.00 USD set aside of 5/,
  )
  const events = await scene.store.readEvents({ after: '0', limit: 100 })
  expect(events.filter(({ event }) => event.text.startsWith('waits: '))).toHaveLength(1)
  expect(seen).toBe(1)
  expect(await waiting()).toBe(2)
  const now = await scene.store.getTask(second?.task.task_id ?? '')
  expect(now?.reason).toBe('waiting for a worker')
})

test.each([
  ['task_usd', /^task /],
  ['pull_request_usd', /^pull request /],
  ['repository_day_usd', /^repository /],
  ['day_usd', /^everything on /],
  ['month_usd', /^everything in /],
] as const)('budget.%s alone refuses what it cannot pay', async (name, scope) => {
  const { scene, id } = await opened()
  const record = await scene.store.getTask(id)
  if (record === null) throw new Error('no task')
  const { config, store } = scene.lead()
  const again = { ...record.task, retry_count: 1 }
  const budget = { ...config.budget, [name]: 5 }
  const now = new Date()

  const overdraft = await store.reserve(
    reservationOf({ ...config, budget }, again, now),
    budgetsOf(budget, again, now),
  )

  expect(overdraft).toEqual({
    scope: expect.stringMatching(scope),
    ...{ spent: 0, reserved: 3, limit: 5 },
  })
})

test('a pull request without money goes to a person', async () => {
  const { scene, id } = await opened({ pull_request_usd: 3 })
  await handleReport(scene.lead(), ended(id, cost(2)))
  await scene.settle()

  await scene.heard(
    await scene.red({ jobs: { other: 'src/b.ts(1,11): error TS2304: Cannot find name' } }),
  )
  await scene.settle()

  const [newest] = await scene.store.listTasks({ limit: 1 })
  expect(newest).toMatchObject({ state: 'escalated' })
  expect(newest?.reason).toMatch(/^the budget of pull request acme\/web#1 in /)
})

test('what a task that was stopped has cost is not forgotten, nor held for ever', async () => {
  const { scene, id, spent } = await opened()
  await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }))
  await stopTask(scene.lead(), id, 'cancelled', 'no more')

  await settleForgotten(scene.lead())
  const atOnce = await spent()
  await settleForgotten(scene.lead(), Date.now() + LAST_WORD_MS + 1)

  expect(atOnce).toEqual({ spent: 0, reserved: 3 })
  expect(await spent()).toEqual({ spent: 3, reserved: 0 })
})
