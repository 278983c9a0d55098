import { afterAll, beforeAll, expect, test } from 'vitest'
import { TaskDetail } from '../api-schemas.ts'
import { MetricsAnswer } from '../metrics/figures.ts'
import { sampleRecord } from '../sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from '../start-status.fixture.ts'

let status: StatusUnderTest
beforeAll(async () => {
  const viewer = { name: 'vera', role: 'viewer', token: 'viewer-token', token_file: null } as const
  status = await startStatusUnderTest({ tokens: [viewer] })
  await status.store.createTask(sampleRecord('t'))
})
afterAll(() => status.close())

test('a person’s word is kept, can be changed, counts in the figures and is in the audit', async () => {
  const first = await judge('t', { should_be: 'FIXABLE', actor: 'ada' })
  const before = await accuracy()
  const second = await judge('t', { should_be: 'ESCALATE', actor: 'ada' })
  const after = await accuracy()
  const detail = TaskDetail.parse(await (await status.get('/api/v1/tasks/t')).json())
  const [row] = await status.store.listAudit({ limit: 1 })

  expect([first.status, second.status]).toEqual([200, 200])
  expect(before).toMatchObject([
    ...[7, 30, 90].map(() => ({ right: 1, n: 1, too_few: true, by_people: 1 })),
  ])
  expect(after).toMatchObject([...[7, 30, 90].map(() => ({ right: 0, n: 1 }))])
  expect(after[0]?.wrong).toEqual([
    { task_id: 't', verdict: 'FIXABLE', should_be: 'ESCALATE', why: 'ada' },
  ])
  expect(detail.judgements).toMatchObject([{ by: 'person', should_be: 'ESCALATE', why: 'ada' }])
  expect(row?.entry).toMatchObject({
    ...{ actor: 'ada', action: 'judge', target: 't', detail: 'FIXABLE, should be ESCALATE' },
  })
})

test('what CI showed eight days ago counts in the longer windows alone', async () => {
  const at = new Date(Date.now() - 8 * 86_400_000).toISOString()
  const ci = { verdict: 'INVESTIGATE', should_be: null, by: 'ci', why: 'green again' } as const
  await status.store.saveJudgement({ task_id: 'old', ...ci, at })

  const counts = (await accuracy()).map(
    ({ by_verdict }) => by_verdict.find(({ verdict }) => verdict === 'INVESTIGATE')?.n,
  )

  expect(counts).toEqual([0, 1, 1])
})

test.each([
  ['t', { should_be: 'MAYBE' }, TOKEN, 400],
  ['nobody', { should_be: 'FIXABLE' }, TOKEN, 404],
  ['t', { should_be: 'FIXABLE' }, 'viewer-token', 403],
  ['t', { should_be: 'FIXABLE' }, 'no-token', 401],
])('a word on %s as %o with %s is refused: %i', async (id, body, token, expected) => {
  const before = await status.store.judgementsOf('t')

  const { status: code } = await judge(id, body, token)

  expect(code).toBe(expected)
  expect(await status.store.judgementsOf('t')).toEqual(before)
})

function judge(id: string, body: object, token = TOKEN): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const path = `/api/v1/tasks/${id}/judge`
  return status.get(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function accuracy() {
  const answer = MetricsAnswer.parse(await (await status.get('/api/v1/metrics')).json())
  return answer.windows.map((window) => window.decision_accuracy)
}
