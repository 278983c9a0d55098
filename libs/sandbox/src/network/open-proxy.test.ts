import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as tlsConnect } from 'node:tls'
import { waitFor } from '@millwright/testing'
import { afterEach, expect, test } from 'vitest'
import type { Connection } from './ledger.ts'
import { openProxy, type ProxyOptions } from './open-proxy.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closers.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

/** A server that says what it hears, and a proxy that may reach it as `here.test`. */
async function world(more: Partial<ProxyOptions> = {}) {
  const heard: string[] = []
  const port = await listen(
    createServer((socket) => {
      socket
        .on('error', () => undefined)
        .on('data', (bytes) => {
          heard.push(bytes.toString())
          socket.write(bytes)
        })
    }),
  )
  const connections: Connection[] = []
  const proxy = await openProxy({
    hosts: [`here.test:${port}=127.0.0.1`],
    onConnection: (connection) => connections.push(connection),
    ...more,
  })
  closers.push(() => proxy.close())
  return { port, proxy, connections, heard, ask: (line: string) => ask(proxy.socket, line) }
}

function open(path: string, request: string): Socket {
  const socket = connect(path).on('error', () => undefined)
  socket.write(request)
  return socket
}

/** What the proxy answers until it or the client ends. */
async function ask(path: string, line: string): Promise<string> {
  return text(open(path, `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`))
}

test('a tunnel carries bytes both ways, and its end is told with their number', async () => {
  const { port, proxy, connections } = await world()
  const client = open(proxy.socket, `CONNECT here.test:${port} HTTP/1.1\r\n\r\nhello`)
  let answer = ''
  client.on('data', (bytes) => {
    answer += bytes
  })
  await waitFor(() => answer.endsWith('hello'), { what: 'the echo' })

  client.end()
  await waitFor(() => connections.length > 0, { what: 'the account' })

  expect(answer).toBe('HTTP/1.1 200 Connection Established\r\n\r\nhello')
  expect(connections).toEqual([
    expect.objectContaining({
      host: 'here.test',
      port,
      verdict: 'allowed',
      bytesUp: 5,
      bytesDown: 5,
    }),
  ])
})

test('a plain request is passed on without what is meant for the proxy', async () => {
  const { connections, ...rest } = await world()
  const seen: Record<string, unknown> = {}
  const port = await listen(
    createHttp((request, response) => {
      Object.assign(seen, { url: request.url, headers: request.headers })
      request.pipe(response.writeHead(201, { 'x-answer': 'yes' }))
    }),
  )
  const proxy = await openProxy({
    hosts: [`web.test:${port}=127.0.0.1`],
    onConnection: (connection) => connections.push(connection),
  })
  closers.push(() => proxy.close())
  const head = `POST http://web.test:${port}/a?b=c HTTP/1.1\r\nHost: other\r\nContent-Length: 4\r\n`

  const answer = await text(
    open(proxy.socket, `${head}Proxy-Authorization: x\r\nConnection: close\r\n\r\nbody`),
  )

  expect(rest.heard).toEqual([])
  expect(answer).toMatch(/^HTTP\/1\.1 201 [\s\S]*x-answer: yes[\s\S]*body/)
  expect(seen).toMatchObject({ url: '/a?b=c', headers: { host: `web.test:${port}` } })
  expect(seen.headers).not.toHaveProperty('proxy-authorization')
  expect(connections).toEqual([expect.objectContaining({ verdict: 'allowed', host: 'web.test' })])
})

test('what is not on the list is refused with the reason, told, and never connected to', async () => {
  const { port, ask, connections, heard } = await world()
  const ways = [
    ['CONNECT elsewhere.test:443', 'not on the list'],
    ['CONNECT here.test:1', 'port 1 is not on the list'],
    [`CONNECT 127.0.0.1:${port}`, 'an address'],
    [`CONNECT [::1]:${port}`, 'an address'],
    [`CONNECT 2130706433:${port}`, 'an address'],
    [`GET http://127.0.0.1:${port}/`, 'an address'],
    [`GET http://0x7f.1:${port}/`, 'an address'],
    [`GET http://[::ffff:127.0.0.1]:${port}/`, 'an address'],
    ['GET http://elsewhere.test/', 'not on the list'],
  ] as const

  for (const [line, why] of ways) expect(await ask(line), line).toContain(why)

  expect(connections.map(({ verdict }) => verdict)).toEqual(ways.map(() => 'refused'))
  expect(heard).toEqual([])
})

test.each([
  'GET /',
  'GET https://here.test/',
  'GET http://a:b@here.test/',
  'CONNECT here.test',
  `CONNECT ${'a'.repeat(252)}.com:443`,
  `GET http://${'a.'.repeat(127)}com/`,
  'X',
])('%s is no request for a proxy', async (line) => {
  const { ask, connections } = await world()

  expect(await ask(line)).toMatch(/^HTTP\/1\.1 400 /)
  expect(connections).toEqual([])
})

/** What a TLS client that means `servername` says first, in as many pieces as it takes. */
async function greet(path: string, port: number, servername: string): Promise<Socket> {
  const socket = open(path, `CONNECT here.test:${port} HTTP/1.1\r\n\r\n`)
  await once(socket, 'data')
  tlsConnect({ socket, ...(servername === '' ? {} : { servername }) }).on('error', () => undefined)
  return socket
}

test('a greeting of TLS that means this host is handed on whole', async () => {
  const { port, proxy, heard } = await world()

  await greet(proxy.socket, port, 'HERE.test')

  await waitFor(() => heard.length > 0, { what: 'the greeting' })
  expect(heard[0]?.charCodeAt(0)).toBe(22)
})

test.each([
  ['another server', 'elsewhere.test', 'names another server'],
  ['no server', '', 'names no server'],
])('a greeting that names %s is refused, and none of it is heard', async (_what, name, why) => {
  const { port, proxy, heard, connections } = await world()

  const socket = await greet(proxy.socket, port, name)
  await once(socket.resume(), 'close')

  expect(heard).toEqual([])
  expect(connections).toEqual([
    expect.objectContaining({ verdict: 'refused', why: expect.stringContaining(why) }),
  ])
})

test('a name is looked up once, and nothing but the checked address is tried', async () => {
  let asked = 0
  const resolve = async () => {
    asked += 1
    return asked === 1 ? ['192.88.98.1'] : ['127.0.0.1']
  }
  const { port } = await world()
  const { ask, connections } = await world({
    hosts: [`rebound.test:${port}`],
    resolve,
    limits: { connectMs: 50 },
  })

  const answer = await ask(`CONNECT rebound.test:${port}`)

  expect(answer).toMatch(/^HTTP\/1\.1 502 /)
  expect(asked).toBe(1)
  expect(connections).toEqual([expect.objectContaining({ verdict: 'failed' })])
})

test.each([
  ['bytes', { bytes: 4 }, 'the limit of bytes'],
  ['silence', { idleMs: 50 }, 'silent for too long'],
  ['age', { lifeMs: 50 }, 'lasted too long'],
])('a tunnel is cut at its limit of %s', async (_what, limits, why) => {
  const { port, proxy, connections } = await world({ limits })
  const client = open(proxy.socket, `CONNECT here.test:${port} HTTP/1.1\r\n\r\nhello`)

  await once(client.resume(), 'close')

  expect(connections).toEqual([
    expect.objectContaining({ verdict: 'failed', why: expect.stringContaining(why) }),
  ])
})

test('connections are limited at once and in all', async () => {
  const first = await world({ limits: { atOnce: 1 } })
  const held = open(first.proxy.socket, `CONNECT here.test:${first.port} HTTP/1.1\r\n\r\n`)
  await once(held, 'data')
  const atOnce = await first.ask(`CONNECT here.test:${first.port}`)
  const second = await world({ limits: { connections: 1 } })
  await second.ask('CONNECT elsewhere.test:443')
  const inAll = await second.ask('CONNECT elsewhere.test:443')

  expect([atOnce, inAll].map((answer) => answer.split('\r\n')[0])).toEqual(
    Array(2).fill('HTTP/1.1 429 Too Many Requests'),
  )
  expect(second.connections.at(-1)).toMatchObject({ verdict: 'refused' })
})

test('clients that ask for nothing are limited, too', async () => {
  const { proxy, ask } = await world({ limits: { clients: 2 } })
  const idle = [open(proxy.socket, ''), open(proxy.socket, '')]
  await Promise.all(idle.map((socket) => once(socket, 'connect')))

  const say = () => ask('CONNECT elsewhere.test:443').catch(() => 'closed')
  const unheard = await say()
  for (const socket of idle) socket.destroy()

  expect(unheard).not.toContain('HTTP')
  await waitFor(async () => (await say()).includes('403'), {
    what: 'room for another client',
  })
})

test('closing ends what is open and leaves no socket; those of the dead are taken away', async () => {
  const abandoned = join(tmpdir(), 'millwright-proxy-4000000-x')
  await mkdir(abandoned, { recursive: true })
  const { port, proxy } = await world()
  const client = open(proxy.socket, `CONNECT here.test:${port} HTTP/1.1\r\n\r\n`)
  await once(client.resume(), 'data')

  await Promise.all([once(client, 'close'), proxy.close()])
  closers.pop()

  expect(existsSync(proxy.socket)).toBe(false)
  const left = await readdir(tmpdir())
  expect(left).not.toContain(dirname(proxy.socket))
  expect(existsSync(abandoned)).toBe(false)
})
