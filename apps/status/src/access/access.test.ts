import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LOGINS_PER_MINUTE, SESSION_SECONDS } from '../limits.ts'
import { sampleRecord } from '../sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { isOver } from './is-over.ts'
import { openSession, sealSession } from './session-cookie.ts'

const tokens = [
  { name: 'wall', role: 'viewer', token: 'token-of-the-wall' },
  { name: 'olga', role: 'operator', token: 'token-of-olga' },
  { name: 'anna', role: 'approver', token: 'token-of-anna' },
] as const
const caller = { name: 'olga', role: 'operator', token: 'token-of-olga' } as const
let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest({ host: '0.0.0.0', tokens })
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

test.each([
  ['token-of-the-wall', [200, 403, 403]],
  ['token-of-olga', [200, 202, 403]],
  // The task waits for nobody, which only who may approve gets to hear.
  ['token-of-anna', [200, 202, 409]],
  [TOKEN, [200, 202, 409]],
  ['token-of-nobody', [401, 401, 401]],
])('%s may read, act and approve as its role says', async (token, expected) => {
  await status.store.createTask(sampleRecord('t'))
  const headers = { authorization: `Bearer ${token}` }
  const patch = JSON.stringify({ patch: 'ab'.repeat(6) })

  const read = await status.get('/api/v1/tasks', { headers })
  const cancelled = await status.get('/api/v1/tasks/t/cancel', post(headers))
  const approved = await status.get('/api/v1/tasks/t/approve', post({ ...headers, ...json }, patch))

  expect([read.status, cancelled.status, approved.status]).toEqual(expected)
})

test('the audit log names the holder of the token, whatever he says of himself', async () => {
  const headers = { authorization: 'Bearer token-of-olga', 'content-type': 'application/json' }

  await status.get('/api/v1/pause', post(headers, JSON.stringify({ actor: 'anna' })))
  const [row] = await status.store.listAudit({ limit: 1 })

  expect(row?.entry).toMatchObject({ actor: 'olga (anna)', action: 'pause', from: '127.0.0.1' })
})

test('a browser shows its token once; a cookie that no script reads stands for it', async () => {
  const { cookie, header, body } = await signIn('token-of-olga')
  const known = await status.get('/api/v1/session', { headers: { cookie } })
  const tasks = await status.get('/api/v1/tasks', { headers: { cookie } })
  const [row] = await status.store.listAudit({ limit: 1 })

  expect(body).toMatchObject({ caller: { name: 'olga', role: 'operator' } })
  expect(await known.json()).toEqual(body)
  expect(tasks.status).toBe(200)
  expect(header).toMatch(/HttpOnly/)
  expect(header).toMatch(/SameSite=Strict/)
  expect(header).not.toContain('token-of-olga')
  expect(row?.entry).toMatchObject({ actor: 'olga', action: 'sign in' })
})

test('an action with the cookie alone is refused: another page may have asked for it', async () => {
  const { cookie, csrf } = await signIn('token-of-olga')
  const other = await signIn('token-of-anna')
  const ask = async (headers: Record<string, string>) =>
    (await status.get('/api/v1/pause', post({ cookie, ...headers }))).status

  expect(await ask({})).toBe(403)
  expect(await ask({ 'x-csrf-token': other.csrf })).toBe(403)
  expect(await ask({ 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await ask({ 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' })).toBe(202)
})

test('another kind of Authorization beside the cookie proves nothing', async () => {
  const { cookie } = await signIn('token-of-anna')
  const headers = { cookie, authorization: 'Basic YTpi' }
  const patch = JSON.stringify({ patch: 'ab'.repeat(6) })
  const approve = post({ ...headers, ...json }, patch)

  const approved = await status.get('/api/v1/tasks/t/approve', approve)
  const foreign = await status.get(
    '/api/v1/pause',
    post({ ...headers, 'sec-fetch-site': 'cross-site' }),
  )

  expect([approved.status, foreign.status]).toEqual([403, 403])
})

test('signing out takes the cookie away', async () => {
  const { cookie, csrf } = await signIn('token-of-olga')
  const headers = { cookie, 'x-csrf-token': csrf }

  const out = await status.get('/api/v1/session', { method: 'DELETE', headers })

  expect(out.headers.get('set-cookie')).toMatch(/millwright_session=;.*Expires=Thu, 01 Jan 1970/)
})

test('a copy of the cookie is worth nothing once its session was signed out', async () => {
  const { cookie, csrf } = await signIn('token-of-olga')
  const other = await signIn('token-of-olga')
  const headers = { cookie, 'x-csrf-token': csrf }

  await status.get('/api/v1/session', { method: 'DELETE', headers })
  const read = await status.get('/api/v1/tasks', { headers })
  const acted = await status.get('/api/v1/pause', post(headers))
  const still = await status.get('/api/v1/tasks', { headers: { cookie: other.cookie } })
  const rows = await status.store.listAudit({ limit: 10 })
  const [kept = ''] = await status.redis.keys('millwright:store:session-ended:*')

  expect([read.status, acted.status, still.status]).toEqual([401, 401, 200])
  expect(rows[0]?.entry).toMatchObject({ actor: 'olga', action: 'sign out', from: '127.0.0.1' })
  const left = await status.redis.ttl(kept)
  expect(left).toBeGreaterThan(SESSION_SECONDS / 2)
  expect(left).toBeLessThanOrEqual(SESSION_SECONDS)
})

test('a stream of events ends when the session that it took was signed out', async () => {
  const { cookie, csrf } = await signIn('token-of-olga')
  const other = await signIn('token-of-olga')
  const stream = await status.get('/api/v1/events', { headers: { cookie } })
  const still = await status.get('/api/v1/events', { headers: { cookie: other.cookie } })
  const told = still.body?.getReader()
  const text = stream.text()

  await status.get('/api/v1/session', {
    method: 'DELETE',
    headers: { cookie, 'x-csrf-token': csrf },
  })
  const whole = await text
  const at = new Date().toISOString()
  await status.store.addEvent({ at, kind: 'task', text: 'after' })
  const next = new TextDecoder().decode((await told?.read())?.value)
  await told?.cancel()

  expect(whole).not.toContain('after')
  expect(next).toContain('after')
})

test('a session is over with its time, and while it cannot be known whether it ended', async () => {
  const { expiresAt, ...session } = sealSession(caller)
  const at = (ms: number) => new Date(expiresAt.getTime() + ms)
  const of = (now: Date, redis = status.redis) =>
    isOver({ store: status.store, redis }, { ...session, expiresAt }, now)
  const away = status.redis.duplicate({ lazyConnect: true })

  const over = [await of(at(-1)), await of(at(0)), await of(at(-1), away)]
  away.disconnect()

  expect(over).toEqual([false, true, true])
})

test('while Redis is away no cookie counts, as nobody knows which sessions ended', async () => {
  const own = await startStatusUnderTest({ host: '0.0.0.0', tokens })
  const body = JSON.stringify({ token: 'token-of-olga' })
  const answer = await own.get('/api/v1/session', post(json, body))
  const headers = { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }

  await own.server.kill()
  await waitFor(async () => (await own.get('/ready')).status === 503, { what: 'the loss' })
  const known = await (await own.get('/api/v1/session', { headers })).json()
  await own.close()

  expect(known).toMatchObject({ caller: null, csrf: null })
})

test('a session ends with its time and with its token, and is bound to one token', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const { cookie } = sealSession(caller, now)
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const later = cookie.replace(/^\d{13}/, String(at(2 * SESSION_SECONDS).getTime()))

  expect(openSession([caller], cookie, at(SESSION_SECONDS - 1))?.caller).toEqual(caller)
  expect(openSession([caller], cookie, at(SESSION_SECONDS))).toBeNull()
  expect(openSession([{ ...caller, token: 'changed' }], cookie, now)).toBeNull()
  expect(openSession([caller], later, now)).toBeNull()
  expect(openSession([caller], 'a.b.c', now)).toBeNull()
})

test('an address may try few tokens in a minute', async () => {
  const codes = []
  for (let n = 0; n <= LOGINS_PER_MINUTE; n += 1) {
    const body = JSON.stringify({ token: `guess ${n}` })
    codes.push((await status.get('/api/v1/session', post(json, body))).status)
  }

  expect(codes.at(-1)).toBe(429)
})

const json = { 'content-type': 'application/json' }

function post(headers: Record<string, string>, body: string | null = null): RequestInit {
  return { method: 'POST', headers, body }
}

async function signIn(token: string) {
  const answer = await status.get('/api/v1/session', post(json, JSON.stringify({ token })))
  const header = answer.headers.get('set-cookie') ?? ''
  const body: unknown = await answer.json()
  const csrf = typeof body === 'object' && body !== null && 'csrf' in body ? String(body.csrf) : ''
  return { header, body, csrf, cookie: header.split(';')[0] ?? '' }
}
