import type { MaintenanceJob } from '@millwright/protocol'
import { workMaintenance } from '@millwright/queue'
import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ACTIONS_PER_MINUTE, BODY_BYTES_MAX } from '../limits.ts'
import { sampleFix, sampleRecord } from '../sample-records.fixture.ts'
import {
  CANARY,
  type StatusUnderTest,
  startStatusUnderTest,
  TOKEN,
} from '../start-status.fixture.ts'

const hold = {
  patch_sha: 'ab'.repeat(32),
  head_sha: '01'.repeat(20),
  base_branch: 'main',
  policy_hash: 'sha256:1',
  until: '2026-01-04T00:00:00.000Z',
}
let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest()
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

test('cancel asks the lead through its queue and leaves a line that says who asked', async () => {
  await status.store.createTask(sampleRecord('t', { state: 'running' }))

  const response = await act('t', 'cancel', { actor: 'ann' })
  const jobs = await handledByLead()
  const [event] = await status.store.readEvents({ after: null, limit: 1 })

  expect(response.status).toBe(202)
  expect(await response.json()).toEqual({ task_id: 't', action: 'cancel', state: 'running' })
  expect(jobs).toEqual([{ kind: 'cancel', task_id: 't', actor: 'ann' }])
  expect(event?.event).toMatchObject({ task_id: 't', text: 'ann asked to cancel the task' })
  expect((await status.store.getTask('t'))?.state).toBe('running')
})

test('retry of a finished task needs no body; the address stands for who asked', async () => {
  await status.store.createTask(sampleRecord('t', { state: 'failed' }))

  const response = await act('t', 'retry')

  expect(response.status).toBe(202)
  expect(await handledByLead()).toEqual([
    { kind: 'retry', task_id: 't', actor: 'status.token at 127.0.0.1', at: expect.any(String) },
  ])
})

test.each([
  ['cancel', 'resolved'],
  ['retry', 'running'],
] as const)('%s of a task that is %s is refused with 409', async (action, state) => {
  await status.store.createTask(sampleRecord('t', { state }))

  const response = await act('t', action)

  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({ code: 'MW_WRONG_STATE' })
  expect((await status.queues.depths()).maintenance.waiting).toBe(0)
})

test('approve asks for exactly the patch that waits, reject tells why', async () => {
  await status.store.createTask(sampleRecord('t', { state: 'awaiting_approval', hold }))

  const approved = await act('t', 'approve', { actor: 'ann', patch: hold.patch_sha.slice(0, 12) })
  const rejected = await act('t', 'reject', { why: 'no' })

  expect([approved.status, rejected.status]).toEqual([202, 202])
  expect(await handledByLead(2)).toEqual([
    { kind: 'approve', task_id: 't', actor: 'ann', patch: hold.patch_sha.slice(0, 12) },
    { kind: 'reject', task_id: 't', actor: 'status.token at 127.0.0.1', why: 'no' },
  ])
})

test.each([
  ['another patch', 'awaiting_approval', 'cd'.repeat(32), 409],
  ['a task that does not wait', 'running', hold.patch_sha, 409],
  ['too little of a patch', 'awaiting_approval', 'ab', 400],
] as const)('approval of %s is refused', async (_, state, patch, code) => {
  await status.store.createTask(sampleRecord('t', { state, hold }))

  expect((await act('t', 'approve', { patch })).status).toBe(code)
  expect((await status.queues.depths()).maintenance.waiting).toBe(0)
})

test('what waits for a person is listed with its patch', async () => {
  const result = sampleFix()
  await status.store.createTask(sampleRecord('t', { state: 'awaiting_approval', hold, result }))
  await status.store.createTask(sampleRecord('other', { state: 'running' }))

  const answer = await (await status.get('/api/v1/approvals')).json()

  expect(answer).toMatchObject({
    approvals: [{ task: { task_id: 't' }, hold, patch: result.patch }],
  })
})

test('pause and resume are asked of the lead, for everything or one repository', async () => {
  await status.store.setPause({ scope: 'acme/web', actor: 'ann', at: new Date().toISOString() })
  const post = (path: string, body?: object) =>
    status.get(`/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    })

  const answers = [
    await post('pause', { actor: 'ann' }),
    await post('resume', { repo: 'acme/web' }),
  ]
  const wrong = await post('pause', { repo: 'acme' })
  const stranger = await status.get('/api/v1/pause', { method: 'POST' })

  expect(answers.map((answer) => answer.status)).toEqual([202, 202])
  expect([wrong.status, stranger.status]).toEqual([400, 401])
  expect(await handledByLead(2)).toEqual([
    { kind: 'pause', scope: '*', actor: 'ann' },
    { kind: 'resume', scope: 'acme/web', actor: 'status.token at 127.0.0.1' },
  ])
})

test('spending is stopped by one request, which is filed', async () => {
  const headers = { authorization: `Bearer ${TOKEN}` }

  const answer = await status.get('/api/v1/stop-spending', { method: 'POST', headers })
  const [row] = await status.store.listAudit({ limit: 1 })

  expect(answer.status).toBe(202)
  expect(row?.entry).toMatchObject({ action: 'stop_spending', target: '*' })
  expect(await handledByLead()).toEqual([
    { kind: 'stop_spending', actor: 'status.token at 127.0.0.1' },
  ])
})

test('a task for a person cannot be retried', async () => {
  const record = sampleRecord('t', { state: 'escalated' })
  await status.store.createTask({ ...record, task: { ...record.task, type: 'escalate' } })

  expect((await act('t', 'retry')).status).toBe(409)
})

test('a task that is not there is 404', async () => {
  const response = await act('missing', 'cancel')

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'MW_NOT_FOUND' })
})

test.each([
  ['no token', undefined],
  ['a wrong token', 'Bearer wrong'],
  ['half of the token', `Bearer ${TOKEN.slice(0, 10)}`],
  ['another scheme', `Basic ${TOKEN}`],
])('%s is answered 401 and nothing is asked of the lead', async (_, authorization) => {
  await status.store.createTask(sampleRecord('t', { state: 'running' }))

  const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
  const response = await status.get('/api/v1/tasks/t/cancel', { method: 'POST', headers })

  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Bearer')
  expect(await response.json()).toMatchObject({ code: 'MW_TOKEN' })
  expect((await status.queues.depths()).maintenance.waiting).toBe(0)
})

test('GET never acts', async () => {
  await status.store.createTask(sampleRecord('t', { state: 'running' }))

  const headers = { authorization: `Bearer ${TOKEN}` }
  const response = await status.get('/api/v1/tasks/t/cancel', { headers })

  expect(response.status).toBe(404)
  expect((await status.queues.depths()).maintenance.waiting).toBe(0)
})

test('a body over the limit is refused with 413', async () => {
  const response = await act('t', 'cancel', { actor: 'x'.repeat(BODY_BYTES_MAX) })

  expect(response.status).toBe(413)
})

test('without a token in the configuration actions are switched off, whatever is sent', async () => {
  const other = await startStatusUnderTest({ token: null })
  await other.store.createTask(sampleRecord('t', { state: 'running' }))

  const headers = { authorization: 'Bearer ' }
  const response = await other.get('/api/v1/tasks/t/cancel', { method: 'POST', headers })
  const code = response.status
  const body = await response.json()
  await other.close()

  expect(code).toBe(403)
  expect(body).toMatchObject({ code: 'MW_ACTIONS_OFF' })
})

test('one address may guess only so often', async () => {
  const other = await startStatusUnderTest()
  const guess = () => other.get('/api/v1/tasks/t/cancel', { method: 'POST' })
  const codes: number[] = []
  for (let n = 0; n <= ACTIONS_PER_MINUTE; n += 1) codes.push((await guess()).status)
  const last = await guess()
  const body = await last.json()
  await other.close()

  expect(codes.slice(0, ACTIONS_PER_MINUTE)).toEqual(Array(ACTIONS_PER_MINUTE).fill(401))
  expect(codes.at(-1)).toBe(429)
  expect(body).toMatchObject({ code: 'MW_RATE_LIMITED' })
})

test('every action is filed with who, what and from where, and what is refused is not', async () => {
  const headers = { authorization: `Bearer ${TOKEN}` }
  const json = { ...headers, 'content-type': 'application/json' }
  await status.store.createTask(sampleRecord('filed', { state: 'running' }))
  await status.redis.del('millwright:store:audit', 'millwright:store:audit:head')

  await act('filed', 'cancel', { actor: `ann ${CANARY}` })
  await act('filed', 'approve', { patch: 'a'.repeat(64) })
  await status.get('/api/v1/pause', { method: 'POST', headers: json, body: '{}' })
  const audit = await (await status.get('/api/v1/audit', { headers })).json()
  const check = await (await status.get('/api/v1/audit/check', { headers })).json()

  const from = '127.0.0.1'
  expect(audit).toMatchObject({
    entries: [
      { seq: 2, actor: 'status.token at 127.0.0.1', action: 'pause', target: '*', from },
      { seq: 1, actor: 'ann [redacted]', action: 'cancel', target: 'filed', from },
    ],
    next: null,
  })
  expect(check).toMatchObject({ entries: 2, head: { seq: 2 }, broken: null })
})

async function act(taskId: string, action: string, body?: object): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  return status.get(`/api/v1/tasks/${taskId}/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, ...json },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** Works the queue as the lead does, until it is empty, and says what was asked. */
async function handledByLead(count = 1): Promise<MaintenanceJob[]> {
  const jobs: MaintenanceJob[] = []
  const work = workMaintenance({
    url: status.server.url,
    logger: status.log.logger,
    concurrency: 1,
    handle: async (job) => void jobs.push(job),
  })
  await waitFor(() => jobs.length >= count, { what: 'the jobs' })
  await work.close()
  return jobs
}
