import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from './network/ledger.ts'
import { type OpenProxy, openProxy } from './network/open-proxy.ts'
import { testJail } from './test-jail.fixture.ts'

/** Answers whatever it is asked. It stands on loopback, where no jail gets by itself. */
const sink = createServer((request, response) => response.end(`reached ${request.url}`))
const connections: Connection[] = []
let port = 0
let proxy: OpenProxy

beforeAll(async () => {
  await once(sink.listen(0, '127.0.0.1'), 'listening')
  const address = sink.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
  proxy = await openProxy({
    hosts: [`allowed.test:${port}=127.0.0.1`],
    onConnection: (connection) => connections.push(connection),
  })
})
afterAll(async () => {
  await proxy.close()
  sink.close()
})

const jailed = () => testJail({ proxySocket: proxy.socket })
/** Asks for a URL as programs do that know the usual variables. */
const ask = (url: string, ...more: string[]) => ['curl', '-sS', '--max-time', '10', ...more, url]

test('a listed host is reached, through a tunnel and by plain requests, and told of', async () => {
  const { sh } = await jailed()

  const plain = await sh(ask(`http://allowed.test:${port}/plain`))
  const tunnelled = await sh(ask(`http://allowed.test:${port}/tunnel`, '--proxytunnel'))

  expect([plain.output, tunnelled.output]).toEqual(['reached /plain', 'reached /tunnel'])
  expect(connections.splice(0)).toEqual([
    expect.objectContaining({ host: 'allowed.test', port, verdict: 'allowed' }),
    expect.objectContaining({ host: 'allowed.test', port, verdict: 'allowed' }),
  ])
})

test('nothing else is reached, through the proxy or past it', async () => {
  const { sh } = await jailed()
  const ways = [
    ['env', 'no_proxy=', 'NO_PROXY=', ...ask(`http://127.0.0.1:${port}/`)],
    ask(`http://127.0.0.1:${port}/`, '--noproxy', '*'),
    ask(`http://other.test:${port}/`),
    ['env', 'no_proxy=', 'NO_PROXY=', ...ask(`http://2130706433:${port}/`, '--proxytunnel')],
    ask(
      `http://allowed.test:${port}/`,
      '--resolve',
      `allowed.test:${port}:127.0.0.1`,
      '--noproxy',
      '*',
    ),
    ask('http://169.254.169.254/latest/meta-data/'),
  ]

  for (const way of ways) expect((await sh(way)).output).not.toContain('reached')

  expect(connections.splice(0).map(({ verdict }) => verdict)).toEqual(Array(4).fill('refused'))
})

test('a command keeps its input, its output and its exit code, and ends at its deadline', async () => {
  const { sh } = await jailed()

  const told = await sh('cat; echo err >&2; exit 42', { stdin: 'in' })
  const crashed = await sh('kill -SEGV $$')
  const missing = await sh(['no-such-program'])
  const late = await sh(`trap '' TERM; sleep 300`, { timeoutMs: 1000 })

  expect(told).toMatchObject({ exitCode: 42, stdout: 'in', stderr: 'err\n' })
  expect([crashed.exitCode, missing.exitCode]).toEqual([139, 127])
  expect(late).toMatchObject({ exitCode: null, timedOut: true })
})

test('a proxy that is gone leaves a command without a network, not without an end', async () => {
  const own = await openProxy({ hosts: ['allowed.test'] })
  const { sh } = await testJail({ proxySocket: own.socket })
  let closing: Promise<void> | undefined

  const tried = await sh('echo up; read go; curl -sS http://allowed.test/; echo "ended $?"', {
    stdin: '\n',
    onOutput: () => {
      closing ??= own.close()
    },
  })
  await closing

  expect(tried.stdout).toMatch(/ended [1-9]\d*\n$/)
})
