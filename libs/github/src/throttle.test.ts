import { logSink } from '@millwright/testing'
import { Octokit } from '@octokit/core'
import { expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import { Slots } from './slots.ts'
import { type Answer, type Asked, startTestServer } from './test-server.fixture.ts'
import { throttle } from './throttle.ts'

async function start(answer: (asked: Asked) => Answer) {
  const server = await startTestServer(answer)
  const sink = logSink()
  const github = createGitHub({
    apiUrl: server.url,
    gitUrl: 'https://git.example.test',
    auth: { kind: 'token', token: 'the-token' },
    logger: sink.logger,
    retryBaseMs: 1,
  })
  return { github, asked: server.asked, sink }
}

test('writes keep their distance, those that notify people three times as much', async () => {
  const waits: number[] = []
  const clock = { nowMs: () => 0, sleep: async (ms: number) => waits.push(ms) }
  const { url } = await startTestServer(() => ({}))
  const octokit = new Octokit({ baseUrl: url })
  throttle(octokit, { writePauseMs: 1000, retryBaseMs: 1, logger: logSink().logger }, clock)

  await octokit.request('GET /user')
  await octokit.request('PATCH /repos/a/b/issues/comments/1')
  await octokit.request('PATCH /repos/a/b/issues/comments/1')
  await octokit.request('GET /user')
  await octokit.request('POST /repos/a/b/issues/7/comments')
  await octokit.request('POST /repos/a/b/issues')

  expect(waits).toEqual([1000, 2000, 3000, 3000])
})

const limits: [string, Answer][] = [
  ['429', { status: 429 }],
  ['retry-after', { status: 403, headers: { 'retry-after': '1' } }],
  ['a secondary limit', { status: 403, body: { message: 'You hit a secondary rate limit' } }],
  ['an hour that is over', { status: 403, headers: usedUp(0) }],
]

test.each(limits)('%s is waited out twice and then handed on', async (_name, answer) => {
  const { github, asked } = await start(() => answer)

  const failure = github.getComment('acme/web', 9)

  await expect(failure).rejects.toMatchObject({ code: 'MW_GITHUB_LIMIT' })
  expect(asked).toHaveLength(3)
})

test('a limit that lasts longer than a minute is handed on at once', async () => {
  const { github, asked, sink } = await start(() => ({ status: 403, headers: usedUp(90) }))

  const failure = github.getComment('acme/web', 9)

  await expect(failure).rejects.toMatchObject({ retryAfterMs: 90_000 })
  expect(asked).toHaveLength(1)
  expect(sink.text()).toContain('github rate limit reached')
})

test('only so much is under way at once, and what fails makes room', async () => {
  const slots = new Slots(2)
  let [now, most] = [0, 0]
  const work = async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    throw new Error('it failed')
  }

  const done = await Promise.allSettled(Array.from({ length: 7 }, () => slots.run(work)))

  expect(most).toBe(2)
  expect(done).toHaveLength(7)
})

/** GitHub's own clock counts, ours may be wrong. */
function usedUp(seconds: number): Record<string, string> {
  const now = Date.parse('2020-01-01T00:00:00Z')
  return {
    date: new Date(now).toUTCString(),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(now / 1000 + seconds),
  }
}
