import { expect, test } from 'vitest'
import { createLogger, createRedactor } from './index.ts'

const canary = 'canary-7Lp2Qx9VbZr4Wb81'

function linesOf(use: (log: ReturnType<typeof createLogger>) => void, secrets = [canary]) {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  const redact = createRedactor(secrets)
  use(createLogger({ name: 'lead', level: 'info', redact, destination }))
  return lines
}

test.each<[string, (log: ReturnType<typeof createLogger>) => void]>([
  ['a field', (log) => log.info({ token: canary }, 'x')],
  ['the message', (log) => log.info(`got ${canary}`)],
  ['a deep path', (log) => log.warn({ a: { b: [{ c: { d: { e: canary } } }] } }, 'x')],
  ['a key', (log) => log.warn({ [canary]: 1 }, 'x')],
  ['the message of an error', (log) => log.error({ err: new Error(`bad ${canary}`) }, 'x')],
  ['the cause of an error', (log) => log.error({ err: causedBy(canary) }, 'x')],
  ['the stack of an error', (log) => log.error({ err: withStack(canary) }, 'x')],
  ['the fields of a child', (log) => log.child({ header: canary }).info('x')],
  ['base64 in a URL', (log) => log.info({ url: `/?a=${btoa(canary)}` }, 'x')],
])('a secret in %s does not reach the log', (_, use) => {
  const [line] = linesOf(use)

  expect(line).toContain('[redacted]')
  expect(line).not.toContain(canary)
  expect(line).not.toContain(btoa(canary))
  expect(JSON.parse(line ?? '')).toMatchObject({ name: 'lead' })
})

test('a line carries level, time, name, process and message', () => {
  const [line] = linesOf((log) => log.info({ taskId: 't1' }, 'worktree ready'))

  expect(JSON.parse(line ?? '')).toMatchObject({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    name: 'lead',
    pid: process.pid,
    taskId: 't1',
    msg: 'worktree ready',
  })
})

test('a line below the level is not written', () => {
  expect(linesOf((log) => log.debug('x'))).toEqual([])
})

test('a line that would be no JSON without its secret still says level and message', () => {
  const [line] = linesOf((log) => log.info({ number: 1234567890123 }, 'kept'), ['1234567890123'])

  expect(JSON.parse(line ?? '')).toMatchObject({ level: 'info', msg: 'kept', cut: true })
})

test('a line over the limit is cut down to its message, without its secret', () => {
  const [line] = linesOf((log) => log.info({ big: 'x '.repeat(40_000) }, `kept ${canary}`))

  expect(line?.length).toBeLessThan(1_000)
  expect(JSON.parse(line ?? '')).toMatchObject({ msg: 'kept [redacted]', cut: true })
})

function causedBy(text: string): Error {
  return new Error('outer', { cause: new Error(text) })
}

function withStack(text: string): Error {
  const error = new Error('x')
  error.stack = `Error: x\n    at ${text}`
  return error
}
