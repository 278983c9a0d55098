import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSession } from './session.ts'

const sessionPath = '/api/v1/session'
let server: Server
let url: string
/** Whose session the browser's cookie is, and what its actions have to repeat. */
let held: { name: string; csrf: string }
let acted: string[]
let refused: number

beforeEach(async () => {
  held = { name: 'olga', csrf: 'first' }
  acted = []
  refused = 0
  server = createServer((request, response) => {
    const isAction = request.url !== sessionPath
    const isForged = isAction && request.headers['x-csrf-token'] !== held.csrf
    if (isForged) refused += 1
    else if (isAction) acted.push(held.name)
    const caller = { name: held.name, role: 'operator' }
    const answer = isForged ? { code: 'MW_CSRF', message: 'forged' } : { caller, csrf: held.csrf }
    response.writeHead(isForged ? 403 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // It listens on TCP.
  url = `http://127.0.0.1:${port}`
})
afterEach(() => server.close())

test('a tab goes on acting after the same person signed in once more in another', async () => {
  const session = await openTab()
  held = { name: 'olga', csrf: 'second' }

  const answer = await session.ask('/api/v1/pause', { method: 'POST' })

  expect(answer.status).toBe(200)
  expect(acted).toEqual(['olga'])
  expect(session.identity.value?.csrf).toBe('second')
})

test('a tab does not act under the name of whoever signed in elsewhere, but shows it', async () => {
  const session = await openTab()
  held = { name: 'anna', csrf: 'second' }

  const answer = await session.ask('/api/v1/pause', { method: 'POST' })

  expect(answer.status).toBe(403)
  expect(acted).toEqual([])
  expect(session.identity.value?.caller?.name).toBe('anna')
})

test('an action that is refused again is not repeated for ever', async () => {
  const session = await openTab()
  held = { name: 'olga', csrf: 'second' }
  // The session changes whenever it is read.
  session.identity.subscribe(() => {
    held = { name: 'olga', csrf: `${held.csrf}+` }
  })

  const answer = await session.ask('/api/v1/pause', { method: 'POST' })

  expect(answer.status).toBe(403)
  expect(refused).toBe(2)
})

async function openTab() {
  const session = openSession((path, init) => fetch(`${url}${path}`, init))
  // What it reads by itself at its start, read to the end.
  await session.signIn('token-of-olga')
  return session
}
