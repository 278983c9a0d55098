import webhooks from '@octokit/webhooks-examples'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { EventError } from './event-error.ts'
import { parseEvent } from './parse-event.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'
const before = 'fedcba9876543210fedcba9876543210fedcba98'
const repository = { full_name: 'acme/web' }
const pull = { number: 7, pull_request: { head: { ref: 'feat/x', sha } } }

function pullEvent(more: object) {
  return parseEvent('pull_request', { action: 'opened', repository, ...pull, ...more })
}

function runEvent(more: object) {
  const run = { id: 1, run_attempt: 2, head_sha: sha, head_branch: 'feat/x', conclusion: 'failure' }
  const payload = { action: 'completed', repository, workflow_run: { ...run, ...more } }
  return parseEvent('workflow_run', payload)
}

function pushEvent(more: object) {
  const payload = { repository, ref: 'refs/heads/feat/x', before, after: sha }
  return parseEvent('push', { ...payload, ...more })
}

test('every published example of a webhook is read', () => {
  const Webhook = z.object({ name: z.string(), examples: z.array(z.unknown()) })
  const kinds = new Map<string, number>()

  for (const { name, examples: payloads } of z.array(Webhook).parse(webhooks)) {
    for (const payload of payloads) {
      const { kind } = parseEvent(name, payload)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
  }

  for (const kind of ['run_completed', 'head_moved', 'pull_request_closed', 'ping', 'ignored']) {
    expect(kinds.get(kind), kind).toBeGreaterThan(0)
  }
})

test('a completed run says which run, attempt and commit it was', () => {
  const event = runEvent({})

  expect(event).toEqual({
    kind: 'run_completed',
    repo: 'acme/web',
    runId: 1,
    runAttempt: 2,
    headSha: sha,
    headBranch: 'feat/x',
    conclusion: 'failure',
  })
})

test('a run that has no conclusion yet is ignored', () => {
  expect(runEvent({ conclusion: null })).toEqual({ kind: 'ignored', event: 'workflow_run' })
})

test.each(['opened', 'reopened', 'synchronize'])(
  'a pull request that is %s moves its head',
  (action) => {
    const event = pullEvent({ action, before })

    const moved = { kind: 'head_moved', repo: 'acme/web', branch: 'feat/x', pr: 7, sha, before }
    expect(event).toEqual(moved)
  },
)

test('a closed pull request and one that is ready are told apart, a labelled one is ignored', () => {
  const closed = pullEvent({ action: 'closed' })
  const ready = pullEvent({ action: 'ready_for_review' })
  const labelled = pullEvent({ action: 'labeled' })

  expect(closed).toEqual({ kind: 'pull_request_closed', repo: 'acme/web', pr: 7 })
  expect(ready).toEqual({ kind: 'pull_request_ready', repo: 'acme/web', pr: 7 })
  expect(labelled).toEqual({ kind: 'ignored', event: 'pull_request' })
})

test('a push moves a branch, without a commit before it when the branch is new', () => {
  const event = pushEvent({ before: '0'.repeat(40) })

  const moved = { kind: 'head_moved', repo: 'acme/web', branch: 'feat/x', pr: null, sha }
  expect(event).toEqual({ ...moved, before: null })
})

test.each([
  ['a tag', { ref: 'refs/tags/v1' }],
  ['a deleted branch', { after: '0'.repeat(40) }],
])('a push of %s is ignored', (_what, more) => {
  expect(pushEvent(more)).toEqual({ kind: 'ignored', event: 'push' })
})

test.each([
  ['a list', 'push', []],
  ['null', 'push', null],
  ['a string', 'issues', 'hello'],
  ['an empty object', 'workflow_run', {}],
  ['a repository that is a path', 'push', { repository: { full_name: '../..' } }],
  ['a commit that is an option', 'push', { repository, ref: 'refs/heads/a', before, after: '-x' }],
  ['a number that is text', 'pull_request', { action: 'opened', repository, ...pull, number: '7' }],
  ['no name', '', {}],
  ['a name that is a path', '../push', {}],
])('JSON that is not an event is refused: %s', (_what, name, payload) => {
  expect(() => parseEvent(name, payload)).toThrow(EventError)
})

test('a comment that begins with our name is a command to look at, nothing else is', () => {
  const comment = (more: object, action = 'created', issue: object = { pull_request: {} }) =>
    parseEvent('issue_comment', {
      ...{ action, repository, issue: { number: 7, ...issue } },
      comment: { id: 9, body: '/millwright retry', ...more },
    }).kind

  expect(comment({})).toBe('command')
  expect(comment({ body: 'thanks' })).toBe('ignored')
  expect(comment({ body: null })).toBe('ignored')
  expect(comment({}, 'edited')).toBe('ignored')
  expect(comment({}, 'deleted')).toBe('ignored')
  expect(comment({}, 'created', {})).toBe('ignored')
})
