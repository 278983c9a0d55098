import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REQUESTS_PER_MINUTE } from './limits.ts'
import { sampleRecord } from './sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from './start-status.fixture.ts'

let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest({
    allowed_hosts: ['mill.example.org'],
    url: 'https://Public.example.org:8443/',
  })
})
afterAll(() => status.close())

test.each([
  ['127.0.0.1:8787', 200],
  ['localhost', 200],
  ['[::1]:8787', 200],
  ['MILL.example.org:443', 200],
  ['public.example.org', 200],
  ['evil.example.org', 421],
  ['mill.example.org.evil.test', 421],
  ['localhost.evil.test:8787', 421],
  ['127.0.0.1:8787@evil.test', 421],
])('a request for host %s is answered %i', async (host, code) => {
  expect(await statusFor(host)).toBe(code)
})

test('the page and every answer carry a policy that runs our own files and nothing else', async () => {
  for (const path of [
    '/',
    '/icon.svg',
    '/style.css',
    '/lite',
    '/live',
    '/api/v1/docs',
    '/api/v1/events',
  ]) {
    const response = await status.get(path, { headers: { authorization: `Bearer ${TOKEN}` } })
    await response.body?.cancel()

    expect([path, response.status]).toEqual([path, 200])
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`script-src '${path === '/lite' ? 'none' : 'self'}'`)
    expect(policy).toContain(`form-action '${path === '/lite' ? 'self' : 'none'}'`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('an address that others reach shows nothing of our data without the token', async () => {
  const open = await startStatusUnderTest({ host: '0.0.0.0' })
  await open.store.createTask(sampleRecord('t'))
  const headers = { authorization: `Bearer ${TOKEN}` }
  const data = ['status', 'workers', 'decisions', 'tasks', 'tasks/t', 'events']
  const ask = async (init: RequestInit) => {
    const answers = await Promise.all(data.map((name) => open.get(`/api/v1/${name}`, init)))
    for (const answer of answers) await answer.body?.cancel()
    return answers.map(({ status: code }) => code)
  }

  const without = await ask({})
  const wrong = await ask({ headers: { authorization: 'Bearer guess' } })
  const shown = await ask({ headers })
  const page = await open.get('/')
  const probe = await open.get('/ready')
  await open.close()

  expect(without).toEqual(data.map(() => 401))
  expect(wrong).toEqual(data.map(() => 401))
  expect(shown).toEqual(data.map(() => 200))
  expect([page.status, probe.status]).toEqual([200, 200])
  expect(await page.text()).toContain('<div id="page">')
})

test('on loopback reading is open, but not through a proxy', async () => {
  const own = await startStatusUnderTest()
  const via = [
    ...['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'via', 'cf-ray'],
    ...['cf-connecting-ip', 'tailscale-user-login', 'x-original-host', 'x-envoy-peer-metadata'],
  ]
  const direct = await own.get('/api/v1/tasks')
  for (const name of via) {
    const headers = { [name]: '203.0.113.7' }
    const read = await own.get('/api/v1/tasks', { headers })
    const page = await own.get('/lite', { headers })
    const session: unknown = await (await own.get('/api/v1/session', { headers })).json()

    expect([name, read.status, page.status]).toEqual([name, 401, 401])
    expect(session).toMatchObject({ reading_is_open: false })
  }
  const old = await rawStatusFor(own.url, 'GET /api/v1/tasks HTTP/1.0')
  const usual = await rawStatusFor(own.url, 'GET /api/v1/tasks HTTP/1.1')
  await own.close()

  expect(direct.status).toBe(200)
  // As nginx speaks behind it unless told otherwise: no header tells of it.
  expect([old, usual]).toEqual([401, 200])
  // This one answers to a public name, which only a proxy can bring to loopback.
  expect((await status.get('/api/v1/tasks')).status).toBe(401)
})

test.each([
  [[], '127.0.0.1'],
  [['127.0.0.1'], '203.0.113.7'],
  [['192.0.2.0/24'], '127.0.0.1'],
])('with trusted proxies %j an action is filed as coming from %s', async (proxies, from) => {
  const own = await startStatusUnderTest({ trusted_proxies: proxies })
  const headers = { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.7' }
  await own.get('/api/v1/pause', { method: 'POST', headers })
  const [row] = await own.store.listAudit({ limit: 1 })
  await own.close()

  expect(row?.entry).toMatchObject({ action: 'pause', from })
})

test('one address gets no more than a named number of answers in a minute', async () => {
  const other = await startStatusUnderTest()
  const codes = new Map<number, number>()
  for (let n = 0; n < REQUESTS_PER_MINUTE + 50; n += 50) {
    const batch = Array.from({ length: 50 }, () => other.get('/api/v1/session'))
    for (const { status: code } of await Promise.all(batch)) {
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
  }
  const probe = await other.get('/ready')
  await other.close()

  expect(Object.fromEntries(codes)).toEqual({ 200: REQUESTS_PER_MINUTE, 429: 50 })
  expect(probe.status).toBe(200)
})

test('a page of another origin cannot sign somebody in under a name of its own', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' }
  const body = new URLSearchParams({ token: TOKEN })

  const answer = await status.get('/lite/session', { method: 'POST', headers, body })

  expect(answer.status).toBe(403)
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test('under a public address reading takes a token, and says what to set without one', async () => {
  const own = await startStatusUnderTest({ url: 'https://mill.example.org', token: null })
  const read = await own.get('/api/v1/tasks')
  const refusal = await read.text()
  const page = await (await own.get('/lite')).text()
  await own.close()

  expect([read.status, refusal]).toEqual([403, expect.stringMatching(/reading .*token_file/)])
  expect(page).toContain('status.token_file')
  expect(page).not.toContain('type="password"')
})

/** A request as it stands, whose version of HTTP no client of Node would send. */
async function rawStatusFor(url: string, line: string): Promise<number> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  return Number((await text(socket)).split(' ')[1])
}

/** `fetch` sets the header itself, so this one is asked by hand. */
async function statusFor(host: string): Promise<number | undefined> {
  const asking = request(`${status.url}/live`, { headers: { host } }).end()
  const [response] = await once(asking, 'response')
  response.resume()
  return response.statusCode
}
