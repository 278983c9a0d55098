import type { WorkflowRun } from '@millwright/github'
import { expect, test } from 'vitest'
import { newerRunOf } from './newer-run.ts'

const red: WorkflowRun = {
  ...{ runId: 5, runAttempt: 1, workflowId: 3, workflowName: 'CI', event: 'push' },
  ...{ status: 'completed', conclusion: 'failure', headSha: 'a'.repeat(40), headBranch: 'feat/x' },
  ...{ headRepo: 'acme/web', htmlUrl: '', pulls: [], headCommit: null },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
}
const green: WorkflowRun = { ...red, runId: 6, conclusion: 'success' }
const word = { runId: 6, stands: 'green' }

test('a later green run of the same file has the word, whatever it is called by now', () => {
  expect(newerRunOf(red, [red, { ...green, workflowName: 'Checks' }])).toEqual(word)
})

test('a green run of another file with the same name says nothing', () => {
  expect(newerRunOf(red, [red, { ...green, workflowId: 4 }])).toBeNull()
})

test.each(['workflow_dispatch', 'repository_dispatch', 'workflow_run', 'issue_comment'])(
  'runs of %s are each for themselves',
  (event) => {
    expect(newerRunOf({ ...red, event }, [{ ...green, event }])).toBeNull()
  },
)

test('of two runs of one pull request at the same commit the later one has the word', () => {
  const event = 'pull_request'

  expect(newerRunOf({ ...red, event }, [{ ...green, event }])).toEqual(word)
})
