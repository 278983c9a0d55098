import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { waitFor } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { createJail } from './create-jail.ts'
import { openProxy } from './network/open-proxy.ts'
import { testJail } from './test-jail.fixture.ts'

const closers: (() => unknown)[] = []
/** Everything that reached one of our sinks. */
const reached: string[] = []

afterAll(() => {
  for (const close of closers) close()
})

async function tcpSink(where: { host: string; port: number } | { path: string }): Promise<Server> {
  const server = createServer((socket) => {
    reached.push(JSON.stringify(where))
    socket.on('error', () => {}).destroy()
  }).listen(where)
  await once(server, 'listening')
  closers.push(() => server.close())
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

async function udpSink(host: string): Promise<number> {
  const socket = createSocket('udp4').bind(0, host)
  socket.on('message', (text) => reached.push(text.toString()))
  await once(socket, 'listening')
  closers.push(() => socket.close())
  return socket.address().port
}

/** An address of this machine that is not loopback, where it has one. */
const ownAddress =
  Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1'

const sinks = await (async () => {
  const { root } = await testJail()
  const path = join(root, 'socket')
  const abstract = `\0${root}`
  await tcpSink({ path })
  await tcpSink({ path: abstract })
  const loopback = portOf(await tcpSink({ host: '127.0.0.1', port: 0 }))
  const outward = portOf(await tcpSink({ host: ownAddress, port: 0 }))
  const udp = await udpSink('127.0.0.1')
  return { path, abstract, loopback, outward, udp, root }
})()

const node = (script: string) => [process.execPath, '-e', script]
const connect = (where: object) =>
  node(`const s = require('net').connect(${JSON.stringify(where)})
    s.setTimeout(2000, () => s.destroy(new Error('timeout')))
    s.on('connect', () => { console.log('REACHED'); s.destroy() }).on('error', (e) => console.log(e.code))`)
const send = (host: string, port: number) =>
  node(`const s = require('dgram').createSocket('udp4')
    s.send('canary', ${port}, '${host}', (e) => { console.log(e ? e.code : 'sent'); s.close() })`)
const perl = (family: number, type: number) => [
  'perl',
  '-e',
  `print socket(my $s, ${family}, ${type}, 0) ? "REACHED" : "no: $!"`,
]

const ways: [string, readonly string[]][] = [
  ['loopback', connect({ host: '127.0.0.1', port: sinks.loopback })],
  ['localhost by name', connect({ host: 'localhost', port: sinks.loopback })],
  ['an address of this machine', connect({ host: ownAddress, port: sinks.outward })],
  ['every address', connect({ host: '0.0.0.0', port: sinks.loopback })],
  ['IPv6 loopback', connect({ host: '::1', port: sinks.loopback })],
  ['loopback as mapped IPv6', connect({ host: '::ffff:127.0.0.1', port: sinks.loopback })],
  ['the metadata address', connect({ host: '169.254.169.254', port: 80 })],
  ['a private address', connect({ host: '10.0.0.1', port: 80 })],
  ['a datagram', send('127.0.0.1', sinks.udp)],
  ['a datagram to a name server', send('127.0.0.1', 53)],
  ['a name that must be looked up', connect({ host: 'example.com', port: 443 })],
  ['a socket file', connect({ path: sinks.path })],
  ['an abstract socket', connect({ path: sinks.abstract })],
  ['a raw socket', perl(2, 3)],
  ['a packet socket', perl(17, 3)],
  ['a socket to the hypervisor', perl(40, 1)],
  ['the kernel’s cipher sockets', perl(38, 5)],
  ['a Bluetooth socket', perl(31, 3)],
  ['a network of its own making', ['sh', '-c', 'ip link add x type veth && echo REACHED']],
  ['git', ['git', 'ls-remote', `http://127.0.0.1:${sinks.loopback}/x`]],
]

test.each(ways)('%s leads nowhere', async (_name, command) => {
  const { sh } = await testJail()

  const tried = await sh(command)

  expect(tried.output).not.toContain('REACHED')
  expect(tried.timedOut).toBe(false)
  expect(reached).toEqual([])
})

test('with a proxy at hand they lead nowhere either, and it is asked for nothing but names', {
  timeout: 60_000,
}, async () => {
  const asked: string[] = []
  const proxy = await openProxy({
    hosts: ['allowed.test'],
    onConnection: ({ host, verdict }) => asked.push(`${verdict} ${host}`),
  })
  const { sh } = await testJail({ proxySocket: proxy.socket })

  const told = await Promise.all(ways.map(([, command]) => sh(command)))
  await proxy.close()

  expect(told.filter(({ output }) => output.includes('REACHED'))).toEqual([])
  expect(reached).toEqual([])
  expect(asked.filter((line) => !line.startsWith('refused'))).toEqual([])
})

test('the sinks do hear what comes from outside a jail', async () => {
  const { dir } = await testJail()
  const bare = createJail({ mode: 'none', workspace: { dir }, readOnlyPaths: [] })
  const heard = ['loopback', 'an address of this machine', 'a socket file', 'an abstract socket']

  for (const [name, command] of ways) {
    if (heard.includes(name)) await bare.run({ command, timeoutMs: 20_000 })
  }
  await bare.run({ command: send('127.0.0.1', sinks.udp), timeoutMs: 20_000 })
  await waitFor(() => reached.includes('canary'), { what: 'the datagram' })

  expect(reached.splice(0).length).toBe(heard.length + 1)
})

test('programs in one jail still talk to each other over loopback', async () => {
  const { sh } = await testJail()
  const script = `const server = require('net').createServer((s) => s.end('hello')).listen(0, '127.0.0.1', () =>
    require('net').connect(server.address().port, '127.0.0.1').on('data', (d) => { console.log(String(d)); server.close() }))`

  const talked = await sh(node(script))

  expect(talked).toMatchObject({ exitCode: 0, stdout: 'hello\n' })
})

test('two jails do not hear each other', async () => {
  const listener = await testJail()
  const caller = await testJail()
  const controller = new AbortController()
  const serve = `require('net').createServer(() => console.log('REACHED')).listen({ path: '\\0shared' });
    require('net').createServer(() => console.log('REACHED')).listen(45454, () => console.log('up'))`

  let call: Promise<{ output: string }[]> | undefined
  const listening = listener.sh(node(serve), {
    signal: controller.signal,
    onOutput: () => {
      call ??= Promise.all([
        caller.sh(connect({ host: '127.0.0.1', port: 45454 })),
        caller.sh(connect({ path: '\0shared' })),
      ]).finally(() => controller.abort())
    },
  })

  expect((await listening).stdout).toBe('up\n')
  expect((await call)?.map(({ output }) => output)).toEqual(['ECONNREFUSED\n', 'ECONNREFUSED\n'])
})
