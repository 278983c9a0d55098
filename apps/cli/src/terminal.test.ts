import { once } from 'node:events'
import { createServer } from 'node:http'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runInTerminal } from './run-in-terminal.fixture.ts'
import { runMillwright } from './run-millwright.fixture.ts'
import { waitingTask } from './waiting-task.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

const red = '\u001b[31m'
const event = (text: string) => ({ at: '2026-01-01T00:00:00.000Z', kind: 'report', text })

test('the doctor colours its words at a terminal, and not where NO_COLOR is set', async () => {
  const cwd = await temporaryDirectory()

  const coloured = runInTerminal(['doctor'], { cwd })
  const plain = runInTerminal(['doctor'], { cwd, env: { NO_COLOR: '1' } })
  const codes = await Promise.all([coloured.ended, plain.ended])

  expect(codes).toEqual([3, 3])
  expect(coloured.screen()).toContain(`${red}FAIL`)
  expect(plain.screen()).toContain('FAIL')
  expect(plain.screen()).not.toContain('\u001b[')
})

test('logs of a task are followed until it is finished', async () => {
  const api = await taskApi()
  api.tell(event('claimed by w1'))

  const session = runInTerminal(['tasks', 'logs', 't', '-f'], { env: api.env })
  await session.shows('claimed by w1')
  api.tell(event('reproduce: red \u001b[2J again'))
  await session.shows('reproduce: red  [2J again')
  api.finish()

  expect(await session.ended).toBe(0)
  const lines = session.screen().trim().split('\r\n')
  expect(lines[0]).toMatch(/Z {2}worker {4}claimed by w1$/)
  expect(lines).toHaveLength(3)
  expect(lines[2]).toMatch(/^resolved: /)
})

test('logs are followed over a new start of the service, and a task that is not there is told', async () => {
  const api = await taskApi()
  api.tell(event('claimed by w1'))

  const session = runInTerminal(['tasks', 'logs', 't', '-f'], { env: api.env })
  await session.shows('claimed by w1')
  const asked = api.asked()
  api.answerWith(503)
  await waitFor(() => api.asked() > asked + 1, { what: 'it to ask again' })
  await session.shows('it is asked again for 60 s')
  api.answerWith(200)
  api.finish()
  const [code] = [await session.ended]
  api.answerWith(404)
  const missing = await runMillwright(['tasks', 'logs', 'u', '-f'], { env: api.env })

  expect([code, missing.code]).toEqual([0, 4])
  expect(session.screen()).toContain('resolved: ')
})

test('Ctrl-C ends what is followed', async () => {
  const api = await taskApi()
  api.tell(event('claimed by w1'))

  const session = runInTerminal(['tasks', 'logs', 't', '--follow'], { env: api.env })
  await session.shows('claimed by w1')
  session.type('\u0003')

  expect(await session.ended).toBe(130)
})

test('without --follow the logs end by themselves, for programs one JSON a line', async () => {
  const api = await taskApi()
  api.tell(event('one'))
  api.tell(event('two'))

  const { code, stdout } = await runMillwright(['tasks', 'logs', 't', '--json'], { env: api.env })

  const lines = stdout.trim().split('\n')
  expect([code, lines.map((line) => JSON.parse(line).text)]).toEqual([0, ['one', 'two']])
})

test('a mistyped command is answered at once, without waiting for keys', async () => {
  const session = runInTerminal(['tasks', 'shwo', 't'])

  expect(await session.ended).toBe(2)
  expect(session.screen()).toContain('Did you mean show?')
})

/** A status API with one task, whose story goes on. */
async function taskApi() {
  const events: object[] = []
  let task: object = { ...waitingTask('+x\n', 'ab'.repeat(32)), state: 'running' }
  let [asked, status] = [0, 200]
  const server = createServer(({ url = '' }, response) => {
    asked += 1
    const after = Number(/after=(\d+)-0$/.exec(url)?.[1])
    const isEvents = url.includes('/events')
    const answer = isEvents
      ? { events: events.slice(after), last: `${events.length}-0` }
      : { task, failure: null }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    env: { MILLWRIGHT_STATUS_PORT: `${port}` },
    asked: () => asked,
    answerWith: (next: number) => {
      status = next
    },
    tell: (one: object) => void events.push(one),
    finish: () => {
      task = { ...task, state: 'resolved' }
    },
  }
}
