import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { logSink } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import type { JobLog } from './job-log.ts'
import { type Answer, type Asked, startTestServer } from './test-server.fixture.ts'

const ASK = 'GET /repos/acme/web/actions/jobs/3/logs'
const elsewhere: Answer = { status: 302, headers: { location: '/signed?sig=s3cr3t' }, body: '' }
const missing: Answer = { status: 404, body: { message: 'Not Found' } }

/** Answers the n-th request of each kind with the n-th answer, and with the last one thereafter. */
async function fetchLog(asks: Answer[], downloads: Answer[], bytesMax = 1000) {
  const counts = { ask: 0, download: 0 }
  const server = await startTestServer(({ line }: Asked) =>
    line === ASK ? nth(asks, counts.ask++) : nth(downloads, counts.download++),
  )
  const github = createGitHub({
    apiUrl: server.url,
    gitUrl: '',
    auth: { kind: 'token', token: 'a-token-of-some-length' },
    logger: logSink().logger,
    timeoutMs: 200,
    retryBaseMs: 1,
  })
  const log = await github.jobLog('acme/web', 3, { bytesMax })
  return { log, counts, asked: server.asked }
}

function nth(answers: Answer[], index: number): Answer {
  return answers[index] ?? answers.at(-1) ?? missing
}

async function read(log: JobLog): Promise<string> {
  if (log.kind === 'missing') return 'missing'
  const chunks: Buffer[] = []
  for await (const chunk of log.stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('a log is fetched from where GitHub points to, without our credential', async () => {
  const { log, asked } = await fetchLog([elsewhere], [{ body: 'line 1\nline 2\n' }])

  expect(await read(log)).toBe('line 1\nline 2\n')
  expect(asked.map(({ line }) => line)).toEqual([ASK, 'GET /signed?sig=s3cr3t'])
  expect(asked[1]?.authorization).toBeUndefined()
})

test('a log that is not uploaded yet is asked for again', async () => {
  const { log, counts } = await fetchLog([missing, missing, elsewhere], [{ body: 'late' }])

  expect(await read(log)).toBe('late')
  expect(counts.ask).toBe(3)
})

test('a signed address that has run out is asked for anew', async () => {
  const { log } = await fetchLog([elsewhere], [{ status: 403 }, { body: 'fresh' }])

  expect(await read(log)).toBe('fresh')
})

test('a log that never comes is missing after five tries', async () => {
  const { log, counts } = await fetchLog([missing], [])

  expect(log).toEqual({ kind: 'missing' })
  expect(counts.ask).toBe(5)
})

test('a log is cut after the bytes allowed, and says so', async () => {
  const { log } = await fetchLog([elsewhere], [{ body: 'x'.repeat(100_000) }], 70_000)

  expect(await read(log)).toBe('x'.repeat(70_000))
  expect(log.kind === 'log' && log.isCut()).toBe(true)
})

test('a log of exactly the bytes allowed is whole', async () => {
  const { log } = await fetchLog([elsewhere], [{ body: 'x'.repeat(10) }], 10)

  expect(await read(log)).toBe('x'.repeat(10))
  expect(log.kind === 'log' && log.isCut()).toBe(false)
})

test('a log that is read late is whole', async () => {
  const { log } = await fetchLog([elsewhere], [{ body: 'x'.repeat(10) }])

  for (let round = 0; round < 20; round++) await collectGarbage()

  expect(await read(log)).toBe('x'.repeat(10))
})

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
  await new Promise((resolve) => setImmediate(resolve))
}

test.each([
  ['breaks off', { body: 'half', isBrokenOff: true }],
  ['falls silent', { body: 'half', isSilent: true }],
])('a download that %s is an error, not a short log', async (_what, answer) => {
  const { log } = await fetchLog([elsewhere], [{ headers: { 'content-length': '9' }, ...answer }])

  await expect(read(log)).rejects.toMatchObject({ code: 'MW_GITHUB_DOWN', retryable: true })
})

test('a failing download server is an error without the signed address', async () => {
  const failure = await fetchLog([elsewhere], [{ status: 500 }]).catch((error: unknown) => error)

  expect(failure).toMatchObject({ code: 'MW_GITHUB_DOWN' })
  expect(String(failure)).not.toContain('s3cr3t')
})
