import { expect, test } from 'vitest'
import { parseEvent } from './parse-event.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'
const repository = { full_name: 'acme/web' }
const red = { kind: 'external_red', repo: 'acme/web', sha, name: 'ext/ci' }

function checkRun(more: object, action = 'completed') {
  const run = { name: 'ext/ci', head_sha: sha, conclusion: 'failure', app: { slug: 'ext' } }
  return parseEvent('check_run', { action, repository, check_run: { ...run, ...more } })
}

function status(more: object) {
  return parseEvent('status', { repository, sha, state: 'failure', context: 'ext/ci', ...more })
}

test('red checks and commit statuses of other services are told of', () => {
  expect(checkRun({})).toEqual(red)
  expect(checkRun({ conclusion: 'timed_out', app: null })).toEqual(red)
  expect(status({})).toEqual(red)
  expect(status({ state: 'error' })).toEqual(red)
})

test('those of Actions, our own, and what is not red, are not', () => {
  const events = [
    checkRun({ app: { slug: 'github-actions' } }),
    checkRun({ name: 'Millwright: lint' }),
    checkRun({ conclusion: 'action_required' }),
    checkRun({ conclusion: null }, 'created'),
    status({ context: 'Millwright: lint' }),
    status({ state: 'pending' }),
  ]

  for (const event of events) expect(event.kind).toBe('ignored')
})
