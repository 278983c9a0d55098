import { TaskState } from '@millwright/protocol'
import { workMaintenance } from '@millwright/queue'
import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { BULK_MAX } from '../limits.ts'
import { sampleRecord } from '../sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from '../start-status.fixture.ts'

let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest()
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

test('a bulk action asks for what fits, and says why it left out the rest', async () => {
  await file({ a: 'failed', b: 'running', c: 'cancelled' })

  const answer = await bulk({ action: 'retry', task_ids: ['a', 'b', 'c', 'gone'], actor: 'ann' })

  expect(answer.status).toBe(202)
  expect(await answer.json()).toMatchObject({
    asked: [{ task_id: 'a' }, { task_id: 'c' }],
    refused: [
      { task_id: 'gone', why: 'there is no such task' },
      { task_id: 'b', why: 'the task is running; only a finished one can be retried' },
    ],
    has_more: false,
  })
  expect(await wishes(2)).toEqual(['retry a by ann', 'retry c by ann'])
  const rows = await status.store.listAudit({ limit: 9 })
  expect(rows.map(({ entry }) => `${entry.actor} ${entry.action} ${entry.target}`)).toEqual([
    'ann retry c',
    'ann retry a',
  ])
})

test('what a search means is settled when the action begins', async () => {
  await file({ a: 'running', b: 'queued', c: 'resolved' })
  const search = { state: 'running,queued', repo: 'acme/web' }

  const shown = await bulk({ action: 'cancel', search, preview: true })
  const before = await status.queues.depths()
  const done = await bulk({ action: 'cancel', search })
  await file({ late: 'running' })

  expect(await shown.json()).toMatchObject({ preview: true, asked: named('b', 'a') })
  expect(before.maintenance.waiting).toBe(0)
  expect(await done.json()).toMatchObject({ preview: false, asked: named('b', 'a') })
  expect(await wishes(2)).toEqual([
    'cancel b by status.token at 127.0.0.1',
    'cancel a by status.token at 127.0.0.1',
  ])
})

test('one action covers a named number of tasks and says that there are more', async () => {
  const many = Array.from({ length: BULK_MAX + 1 }, (_, n) => sampleRecord(`t${n}`))
  for (const record of many) await status.store.createTask(record)

  const answer = await bulk({ action: 'cancel', search: { state: 'queued' }, preview: true })
  const tooMany = await bulk({
    action: 'cancel',
    task_ids: many.map(({ task }) => task.task_id),
  })

  const said = JSON.parse(await answer.text())
  expect([said.asked.length, said.has_more]).toEqual([BULK_MAX, true])
  expect(tooMany.status).toBe(400)
})

test.each([
  ['neither', {}],
  ['both', { task_ids: ['a'], search: {} }],
])('tasks by name or by search, %s is refused', async (_what, targets) => {
  expect((await bulk({ action: 'cancel', ...targets })).status).toBe(400)
})

const named = (...ids: string[]) => ids.map((task_id) => ({ task_id }))

async function file(states: Record<string, string>): Promise<void> {
  for (const [id, state] of Object.entries(states)) {
    await status.store.createTask(sampleRecord(id, { state: TaskState.parse(state) }))
  }
}

function bulk(body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return status.get('/api/v1/tasks/bulk', init)
}

/** What the lead is asked, in its order. */
async function wishes(count: number): Promise<string[]> {
  const seen: string[] = []
  const lead = workMaintenance({
    url: status.server.url,
    logger: status.log.logger,
    concurrency: 1,
    handle: async (job) => {
      seen.push('task_id' in job ? `${job.kind} ${job.task_id} by ${job.actor}` : job.kind)
    },
  })
  await waitFor(() => seen.length >= count, { what: 'the lead to be asked' })
  await lead.close()
  return seen
}
