import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sampleFix, sampleRecord } from '../sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest } from '../start-status.fixture.ts'

const sha = 'ab'.repeat(32)
const tokens = [
  { name: 'olga', role: 'operator', token: 'token-of-olga' },
  { name: 'anna', role: 'approver', token: 'token-of-anna' },
] as const
let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest({ host: '0.0.0.0', tokens })
})
beforeEach(async () => {
  await status.redis.flushdb()
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const hold = { patch_sha: sha, head_sha: '01'.repeat(20), base_branch: 'main' }
  await status.store.createTask(
    sampleRecord('t', {
      ...{ state: 'awaiting_approval', result: sampleFix() },
      hold: { ...hold, policy_hash: 'sha256:1', until },
    }),
  )
})
afterAll(() => status.close())

test('without a session there is a form to sign in and nothing of our data', async () => {
  for (const path of ['/lite', '/lite/tasks/t']) {
    const answer = await status.get(path)
    const text = await answer.text()

    expect([path, answer.status]).toEqual([path, 401])
    expect(text).toContain('action="/lite/session"')
    expect(text).not.toMatch(/acme\/web|token-of/)
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'")
  }
})

test('a token is shown in the form once; then the page is there, with its switches', async () => {
  const wrong = await post('/lite/session', { token: 'guess' })
  const { cookie, page } = await signIn('token-of-olga')

  expect(wrong.status).toBe(401)
  expect(await wrong.text()).toContain('the token is wrong')
  expect(cookie).toMatch(/^millwright_session=/)
  expect(page).toContain('olga (operator)')
  for (const action of ['pause', 'stop-spending', 'sign-out']) {
    expect(page).toContain(`action="/lite/${action}"`)
  }
})

test.each([
  ['pause', { kind: 'pause', scope: '*', actor: 'olga' }],
  ['resume', { kind: 'resume', scope: '*', actor: 'olga' }],
  ['stop-spending', { kind: 'stop_spending', actor: 'olga' }],
])('%s is asked of the lead and filed, by a form alone', async (action, job) => {
  const { cookie, csrf } = await signIn('token-of-olga')

  const forged = await post(`/lite/${action}`, { csrf: 'guess' }, cookie)
  const before = await asked()
  const done = await post(`/lite/${action}`, { csrf }, cookie)
  const [row] = await status.store.listAudit({ limit: 1 })

  expect([forged.status, done.status]).toEqual([403, 303])
  expect(before).toEqual([])
  expect(await asked()).toEqual([job])
  expect(row?.entry).toMatchObject({ actor: 'olga', from: '127.0.0.1' })
})

test('a form is forged, whatever kind of Authorization comes with the cookie', async () => {
  const { cookie } = await signIn('token-of-olga')
  const headers = { cookie, authorization: 'Basic YTpi' }
  const body = new URLSearchParams({ csrf: 'x' })

  const forged = await status.get('/lite/pause', { method: 'POST', headers, body })

  expect(forged.status).toBe(403)
  expect(await asked()).toEqual([])
})

test('a patch is approved by typing how its hash begins, by an approver alone', async () => {
  const olga = await signIn('token-of-olga')
  const anna = await signIn('token-of-anna')
  const yes = (csrf: string, typed: string) => ({ csrf, patch: sha, typed })
  const path = '/lite/tasks/t/approve'

  const refused = await post(path, yes(olga.csrf, 'ababab'), olga.cookie)
  const mistyped = await post(path, yes(anna.csrf, 'cdcdcd'), anna.cookie)
  const short = await post(path, yes(anna.csrf, 'ab'), anna.cookie)
  const before = await asked()
  const done = await post(path, yes(anna.csrf, 'ABABAB'), anna.cookie)

  expect([refused.status, mistyped.status, short.status, done.status]).toEqual([
    ...[403, 400, 400, 303],
  ])
  expect(before).toEqual([])
  expect(await asked()).toEqual([{ kind: 'approve', task_id: 't', actor: 'anna', patch: sha }])
})

test('a patch is dropped with the reason that was typed', async () => {
  const { cookie, csrf } = await signIn('token-of-anna')

  const done = await post('/lite/tasks/t/reject', { csrf, why: 'not like this' }, cookie)

  expect(done.headers.get('location')).toBe('/lite/tasks/t?asked=1')
  expect(await asked()).toEqual([
    { kind: 'reject', task_id: 't', actor: 'anna', why: 'not like this' },
  ])
})

test('signing out takes the session away', async () => {
  const { cookie, csrf } = await signIn('token-of-olga')

  const out = await post('/lite/sign-out', { csrf }, cookie)

  expect(out.headers.get('set-cookie')).toMatch(/^millwright_session=;.*1970/)
})

function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  const body = new URLSearchParams(fields)
  return status.get(path, { method: 'POST', headers: { cookie }, body, redirect: 'manual' })
}

async function signIn(token: string) {
  const answer = await post('/lite/session', { token })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await (await status.get('/lite', { headers: { cookie } })).text()
  return { cookie, page, csrf: /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '' }
}

async function asked(): Promise<unknown[]> {
  const names = await status.redis.lrange('millwright:maintenance:wait', 0, -1)
  const texts = await Promise.all(
    names.map((id) => status.redis.hget(`millwright:maintenance:${id}`, 'data')),
  )
  return texts.map((data) => JSON.parse(data ?? 'null') as unknown)
}
