import { workerKeys } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { DecisionList, TaskDetail, TaskList } from './api-schemas.ts'
import { LIST_MAX } from './limits.ts'
import { sampleFailure, sampleFix, sampleRecord, sampleWorker } from './sample-records.fixture.ts'
import { Health, Overview, WorkerList } from './service-schemas.ts'
import { CANARY, type StatusUnderTest, startStatusUnderTest } from './start-status.fixture.ts'

const OpenApi = z.object({ paths: z.record(z.string(), z.unknown()) })
let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest()
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

test('tasks are listed newest first without prompt or patch, page by page', async () => {
  for (const id of ['one', 'two', 'three']) await status.store.createTask(sampleRecord(id))

  const first = await read('/api/v1/tasks?limit=2', TaskList)
  const second = await read(`/api/v1/tasks?limit=2&before=${first.next}`, TaskList)

  expect(ids(first)).toEqual(['three', 'two'])
  expect(ids(second)).toEqual(['one'])
  expect(second.next).toBeNull()
  expect(first.tasks[0]).toMatchObject({ state: 'queued', pr_number: 7, verdict: 'FIXABLE' })
  expect(JSON.stringify(first)).not.toContain('the prompt')
})

test('tasks are filtered by state and repository', async () => {
  await status.store.createTask(sampleRecord('waiting'))
  await status.store.createTask(sampleRecord('done', { state: 'resolved' }))

  expect(ids(await read('/api/v1/tasks?state=resolved', TaskList))).toEqual(['done'])
  expect(ids(await read('/api/v1/tasks?repo=acme/other', TaskList))).toEqual([])
})

test('a task is shown with its evidence, proof, patch and the job it came from', async () => {
  const { failure, diagnosis } = sampleFailure()
  await status.store.createTask(sampleRecord('t', { state: 'reported', result: sampleFix() }))
  const verdict = { verdict: 'FIXABLE', answer: 'act' } as const
  await status.store.saveFailure({ failure, diagnosis, task_id: 't', ...verdict })

  const { task, failure: job } = await read('/api/v1/tasks/t', TaskDetail)

  expect(task.task.inputs.diagnosis.evidence).toEqual([{ line: 12, text: 'expected 4, got 5' }])
  expect(task.result?.proof.before[0]?.exit_code).toBe(1)
  expect(task.result?.patch).toContain('+a + b')
  expect(job?.html_url).toBe(failure.html_url)
})

test('the timeline of one task is read on from where it was left', async () => {
  const tell = (task_id: string, text: string) =>
    status.store.addEvent({ at: new Date().toISOString(), kind: 'report', task_id, text })
  const Events = z.object({ events: z.array(z.object({ text: z.string() })), last: z.string() })
  await tell('t', 'one')
  await tell('other', 'two')

  const first = await read('/api/v1/tasks/t/events', Events)
  await tell('t', 'three')
  const second = await read(`/api/v1/tasks/t/events?after=${first.last}`, Events)

  expect(first.events).toEqual([{ text: 'one' }])
  expect(second.events).toEqual([{ text: 'three' }])
})

test.each([
  ['/api/v1/tasks/missing', 404, 'MW_NOT_FOUND'],
  ['/api/v1/tasks/not%20a%20name', 400, 'MW_BAD_REQUEST'],
  ['/api/v1/tasks?state=lost', 400, 'MW_BAD_REQUEST'],
  [`/api/v1/tasks?limit=${LIST_MAX + 1}`, 400, 'MW_BAD_REQUEST'],
  ['/api/v1/decisions?pr=seven', 400, 'MW_BAD_REQUEST'],
  ['/api/v1/nothing', 404, 'MW_NOT_FOUND'],
  ['/../package.json', 404, 'MW_NOT_FOUND'],
])('GET %s is answered %i %s', async (path, code, name) => {
  const response = await status.get(path)

  expect(response.status).toBe(code)
  expect(await response.json()).toMatchObject({ code: name, message: expect.any(String) })
})

test('the overview counts tasks, queues and workers, and warns of open sandboxes', async () => {
  await status.store.createTask(sampleRecord('waiting'))
  await status.queues.tasks.add(sampleRecord('waiting').task)
  await beat('w1', 'bwrap')
  await beat('w2', 'none')
  await lead({ paused: true })

  const overview = await read('/api/v1/status', Overview)

  expect(overview).toMatchObject({
    version: '1.2.3',
    paused: true,
    tasks: { queued: 1, resolved: 0 },
    queues: { tasks: { waiting: 1, active: 0 } },
    workers: { count: 2, sandbox: { bwrap: 1, none: 1 } },
  })
  expect((await read('/api/v1/workers', WorkerList)).workers).toHaveLength(2)
  const { queues } = (await read('/health', Health)).checks
  expect(queues.text).toBe('jobs waiting: 1, planned for later: 0')
})

test('decisions say why nothing happened', async () => {
  await status.store.addDecision({
    failure_id: 'f',
    repo: 'acme/web',
    pr_number: 7,
    head_sha: '0'.repeat(40),
    task_id: null,
    answer: 'skip',
    reason: 'fork without opt-in',
    rules: [{ rule: 'fork', answer: 'skip', reason: 'fork without opt-in' }],
    at: '2026-01-01T00:00:00Z',
  })

  const { decisions } = await read('/api/v1/decisions?repo=acme/web&pr=7', DecisionList)

  expect(decisions).toMatchObject([{ answer: 'skip', reason: 'fork without opt-in' }])
  expect((await read('/api/v1/decisions?pr=8', DecisionList)).decisions).toEqual([])
})

test('a secret that got into the store does not get out', async () => {
  await status.store.createTask(sampleRecord('t', { reason: `token ${CANARY} was refused` }))
  await status.store.addEvent({
    at: '2026-01-01T00:00:00Z',
    kind: 'task',
    text: `saw ${CANARY}`,
  })

  const list = await (await status.get('/api/v1/tasks')).text()
  const detail = await (await status.get('/api/v1/tasks/t')).text()
  const events = await firstEvents()

  expect(list).toContain('token [redacted] was refused')
  for (const text of [list, detail, events]) expect(text).not.toContain(CANARY)
})

test('health is ok when every part is, and names the part that is not', async () => {
  await beat('w1', 'bwrap')
  await lead({})
  const ok = await read('/health', Health)
  await status.redis.config('SET', 'maxmemory', '1mb')
  const full = await read('/health', Health)
  await status.redis.config('SET', 'maxmemory', 0)
  await beat('w2', 'none')
  const open = await read('/health', Health)
  await status.redis.del(workerKeys.worker('w1'), workerKeys.worker('w2'))
  await status.redis.del('millwright:store:lead')
  const alone = await read('/health', Health)

  expect(ok.status).toBe('ok')
  expect(full).toMatchObject({
    status: 'degraded',
    checks: { redis: { status: 'degraded', text: expect.stringContaining('raise maxmemory') } },
  })
  expect(open).toMatchObject({
    status: 'degraded',
    checks: {
      workers: {
        status: 'degraded',
        text: expect.stringMatching(/sandbox none, as sandbox\.mode says.*set it to auto/),
      },
    },
  })
  expect(alone).toMatchObject({
    status: 'degraded',
    checks: {
      lead: { status: 'down', seen_at: expect.any(String), age_ms: expect.any(Number) },
      workers: { status: 'degraded', count: 0 },
    },
  })
})

test('without Redis the process lives, is not ready, and says so at once', async () => {
  await status.server.kill()
  await waitFor(async () => (await status.get('/ready')).status === 503, { what: 'not ready' })
  const live = await status.get('/live')
  const health = await status.get('/health')
  const tasks = await status.get('/api/v1/tasks')
  await status.server.restart()
  await waitFor(async () => (await status.get('/ready')).status === 200, { what: 'ready again' })

  expect(live.status).toBe(200)
  expect(health.status).toBe(503)
  expect(await health.json()).toMatchObject({
    status: 'down',
    checks: { redis: { status: 'down' } },
  })
  expect(tasks.status).toBe(503)
  expect(tasks.headers.get('retry-after')).toBe('2')
  expect(await tasks.json()).toMatchObject({ code: 'MW_REDIS_AWAY' })
})

test('the OpenAPI document and its page name every route', async () => {
  const document = await read('/api/v1/openapi.json', OpenApi)
  const page = await (await status.get('/api/v1/docs')).text()
  const paths = Object.keys(document.paths)

  expect(paths.toSorted()).toEqual([
    '/api/v1/approvals',
    '/api/v1/audit',
    '/api/v1/audit/check',
    '/api/v1/decisions',
    '/api/v1/docs',
    '/api/v1/events',
    '/api/v1/incidents',
    '/api/v1/incidents/one',
    '/api/v1/metrics',
    '/api/v1/openapi.json',
    '/api/v1/pause',
    '/api/v1/repositories',
    '/api/v1/resume',
    '/api/v1/session',
    '/api/v1/settings',
    '/api/v1/status',
    '/api/v1/stop-spending',
    '/api/v1/tasks',
    '/api/v1/tasks/bulk',
    '/api/v1/tasks/{id}',
    '/api/v1/tasks/{id}/acknowledge',
    '/api/v1/tasks/{id}/approve',
    '/api/v1/tasks/{id}/cancel',
    '/api/v1/tasks/{id}/events',
    '/api/v1/tasks/{id}/judge',
    '/api/v1/tasks/{id}/reject',
    '/api/v1/tasks/{id}/retry',
    '/api/v1/tasks/{id}/transcript',
    '/api/v1/templates',
    '/api/v1/templates/reload',
    '/api/v1/templates/{name}',
    '/api/v1/templates/{name}/canary',
    '/api/v1/templates/{name}/lint',
    '/api/v1/templates/{name}/preview',
    '/api/v1/templates/{name}/promote',
    '/api/v1/templates/{name}/rollback',
    '/api/v1/templates/{name}/versions',
    '/api/v1/templates/{name}/{hash}',
    '/api/v1/workers',
    '/health',
    ...['/lite', '/lite/pause', '/lite/resume', '/lite/session', '/lite/sign-out'],
    ...['/lite/stop-spending', '/lite/tasks/{id}', '/lite/tasks/{id}/approve'],
    '/lite/tasks/{id}/reject',
    '/live',
    '/metrics',
    '/ready',
    '/style.css',
  ])
  for (const path of paths) expect(page).toContain(`<td>${path}</td>`)
  expect(page).not.toContain('<script')
})

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await (await status.get(path)).json())
}

function ids(list: z.infer<typeof TaskList>): string[] {
  return list.tasks.map((task) => task.task_id)
}

async function beat(worker: string, sandbox: 'bwrap' | 'none'): Promise<void> {
  const text = JSON.stringify(sampleWorker(worker, sandbox))
  await status.redis.set(workerKeys.worker(worker), text, 'EX', 60)
}

async function lead({ paused = false }): Promise<void> {
  const now = new Date().toISOString()
  const who = { pid: 1, host: 'box', mode: 'token' as const }
  await status.store.beatLead({ ...who, started_at: now, seen_at: now, paused })
}

async function firstEvents(): Promise<string> {
  const stream = await status.get('/api/v1/events')
  for await (const chunk of stream.body ?? []) return Buffer.from(chunk).toString('utf8')
  return ''
}
