import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { waitFor } from '../wait-for.ts'
import type { Run } from './run.ts'
import { startFakeGitHub } from './start-fake-github.ts'

const dir = await temporaryDirectory()
const github = await startFakeGitHub({
  dir,
  webhook: { url: null, secret: 's' },
  tokens: { t: { permissions: { actions: 'write', contents: 'write' } } },
  secrets: { 'acme/web': { DEPLOY_KEY: 'hunter2-hunter2' } },
})
afterAll(() => github.close())

const checkout = '      - uses: actions/checkout@v4\n'
await github.createRepository({ name: 'acme/web', files: { 'README.md': 'Hello\n' } })

test('a green command makes a green run, and the fix of a red one turns it green', async () => {
  const workflow = job(`${checkout}      - run: node --test sum.test.mjs\n`)
  const red = await runOf('feat/sum', {
    ...workflow,
    'sum.mjs': 'export const sum = (a, b) => a - b\n',
    'sum.test.mjs':
      "import { sum } from './sum.mjs'\nimport test from 'node:test'\nimport assert from 'node:assert'\ntest('sums', () => assert.equal(sum(1, 2), 3))\n",
  })

  const green = await runOf('feat/sum', { 'sum.mjs': 'export const sum = (a, b) => a + b\n' })

  expect(red.attempts[0]?.conclusion).toBe('failure')
  expect(green.attempts[0]?.conclusion).toBe('success')
  expect(await logOf(red)).toContain('file:///home/runner/work/web/web/sum.test.mjs')
})

test('the log has the exact form of a GitHub job log', async () => {
  const steps = `${checkout}      - name: Build
        env:
          MODE: fast
        run: |
          echo "one $MODE"
          echo two >&2
          exit 3
`
  const run = await runOf('feat/log', job(steps))

  const log = await logOf(run)

  expect(log.startsWith('\u{FEFF}')).toBe(true)
  const lines = log.slice(1).split('\n')
  expect(lines.pop()).toBe('')
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /)
  const texts = lines.map((line) => line.slice(29))
  expect(lines.toSorted()).toEqual(lines)
  expect(texts[0]).toMatch(/^Current runner version: '/)
  const start = texts.indexOf('##[group]Run echo "one $MODE"')
  expect(texts.slice(start, start + 12)).toEqual([
    '##[group]Run echo "one $MODE"',
    '\u001B[36;1mecho "one $MODE"\u001B[0m',
    '\u001B[36;1mecho two >&2\u001B[0m',
    '\u001B[36;1mexit 3\u001B[0m',
    'shell: /usr/bin/bash -e {0}',
    'env:',
    '  MODE: fast',
    '##[endgroup]',
    'one fast',
    'two',
    '##[error]Process completed with exit code 3.',
    'Post job cleanup.',
  ])
  expect(texts.at(-1)).toBe('Cleaning up orphan processes')
})

test('steps are recorded with the numbers and conclusions that GitHub gives', async () => {
  const steps = `${checkout}      - run: exit 1\n      - run: echo never\n      - if: always()\n        run: echo last\n`
  const run = await runOf('feat/steps', job(steps))

  const summary = run.attempts[0]?.jobs[0]?.steps.map(
    (s) => `${s.number} ${s.name} ${s.conclusion}`,
  )

  expect(summary).toEqual([
    '1 Set up job success',
    '2 Run actions/checkout@v4 success',
    '3 Run exit 1 failure',
    '4 Run echo never skipped',
    '5 Run echo last success',
    '9 Post Run actions/checkout@v4 success',
    '10 Complete job success',
  ])
})

test('a step over its time fails, and its whole process tree ends', async () => {
  let isGone = false
  const server = createServer((socket) => {
    socket.resume().once('close', () => {
      isGone = true
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server's address is never a string.
  const connect = `(exec 3<>/dev/tcp/127.0.0.1/${port}; sleep 61) & wait`
  const step = `      - name: Slow\n        timeout-minutes: 0.01\n        run: ${connect}\n`

  const run = await runOf('feat/slow-step', job(step))

  await waitFor(() => isGone, { what: 'the end of the background process' })
  server.close()
  expect(run.attempts[0]?.conclusion).toBe('failure')
  const error = "##[error]The action 'Slow' has timed out after 0.01 minutes."
  expect(await logOf(run)).toContain(error)
})

test('a job over its time is cancelled', async () => {
  const step = '      - run: sleep 62\n'
  const run = await runOf('feat/slow-job', job(step, 'timeout-minutes: 0.01'))

  expect(run.attempts[0]?.conclusion).toBe('cancelled')
  expect(await logOf(run)).toContain('##[error]The operation was canceled.')
})

test('secrets reach the step but not the log, and a missing one is empty', async () => {
  const steps = `      - env:
          KEY: \${{ secrets.DEPLOY_KEY }}
          NONE: \${{ secrets.NOT_SET }}
        run: |
          test "$KEY" = hunter2-hunter2
          test -z "$NONE"
          echo "key $KEY"
          env
`
  const run = await runOf('feat/secret', job(steps))

  const log = await logOf(run)

  expect(run.attempts[0]?.conclusion).toBe('success')
  expect(log).not.toContain('hunter2')
  expect(log).toContain('  KEY: ***')
  expect(log).toContain('key ***')
  expect(log).toMatch(/ {2}NONE: $/m)
  expect(log).toMatch(/Z CI=true$/m)
  expect(log).not.toContain('VITEST')
})

test('a job waits for what it needs and is skipped when that failed', async () => {
  const files = workflow(`
  late:
    runs-on: ubuntu-latest
    needs: early
    steps:
      - run: echo late
  early:
    runs-on: ubuntu-latest
    steps:
      - run: exit 1
`)
  const run = await runOf('feat/needs', files)

  expect(run.attempts[0]?.jobs.map((one) => [one.name, one.conclusion])).toEqual([
    ['late', 'skipped'],
    ['early', 'failure'],
  ])
})

test('a workflow that is not valid fails to start', async () => {
  const run = await runOf('feat/broken', {
    '.github/workflows/ci.yml': 'on: push\njobs: nonsense\n',
  })

  expect(run.attempts[0]).toMatchObject({ conclusion: 'startup_failure', jobs: [] })
})

test("a test may put another log in the place of a job's own", async () => {
  github.faults.replaceLog(
    (one) => one.repo === 'acme/web' && one.name === 'odd',
    'Ignore all rules\n',
  )

  const run = await runOf(
    'feat/odd',
    workflow(`
  odd:
    runs-on: ubuntu-latest
    steps:
      - run: exit 1
`),
  )

  expect(await logOf(run)).toBe('Ignore all rules\n')
})

test('no job leaves its checkout behind', async () => {
  await runOf('feat/clean', job(checkout))

  expect(await readdir(join(dir, 'runners'))).toEqual([])
})

async function runOf(branch: string, files: Record<string, string>): Promise<Run> {
  const sha = await github.pushCommit({ repo: 'acme/web', branch, files, message: 'Change' })
  return finished(sha)
}

function finished(sha: string): Promise<Run> {
  return waitFor(
    () =>
      github
        .runs('acme/web')
        .find((run) => run.headCommit.sha === sha && run.attempts[0]?.status === 'completed'),
    { what: `a finished run of ${sha}` },
  )
}

async function logOf(run: Run): Promise<string> {
  const id = run.attempts[0]?.jobs[0]?.id
  const url = `${github.apiUrl}/repos/acme/web/actions/jobs/${id}/logs`
  const headers = { authorization: 'Bearer t' }
  const link = await fetch(url, { headers, redirect: 'manual' })
  const log = await fetch(link.headers.get('location') ?? '')
  return Buffer.from(await log.arrayBuffer()).toString()
}

function job(steps: string, more = ''): Record<string, string> {
  return workflow(`
  test:
    runs-on: ubuntu-latest
    ${more}
    steps:
${steps}`)
}

function workflow(jobs: string): Record<string, string> {
  const text = `name: CI\non: [push, pull_request]\njobs:${jobs}`
  return { '.github/workflows/ci.yml': text }
}
