import { expect, test } from 'vitest'
import { isMadeGreen } from '../incidents/settle-incidents.ts'
import { isSameWorkflow } from './is-same-workflow.ts'

const ci = { workflow_name: 'CI', workflow_id: 1 }

test.each([
  ['another file of the same name is another workflow', { ...ci, workflow_id: 2 }, false],
  ['a file that was given another name is the same', { ...ci, workflow_name: 'Checks' }, true],
  ['what was filed without a number is known by its name', { workflow_name: 'CI' }, true],
  ['and another name is another workflow then', { workflow_name: 'Docs' }, false],
])('%s', (_what, other, same) => {
  expect(isSameWorkflow(ci, other)).toBe(same)
  expect(isSameWorkflow(other, ci)).toBe(same)
})

test('a place is not made green by a workflow of the same name in another file', () => {
  const at = '2026-01-01T00:00:00Z'
  const red = {
    ...{ failure_id: 'acme__web-1-1-1', pr_number: null, branch: 'main', ...ci, at },
    ...{ job_name: 'types', head_sha: 'a'.repeat(40), html_url: '', is_left: false },
  }
  const run = (workflowId: number) => ({
    ...{ runId: 5, runAttempt: 1, workflowId, workflowName: 'CI', event: 'push', pulls: [] },
    ...{ status: 'completed', conclusion: 'success', headSha: red.head_sha, headBranch: 'main' },
    ...{ headRepo: 'acme/web', htmlUrl: '', headCommit: null, createdAt: at, updatedAt: at },
  })

  expect(isMadeGreen(red, run(2))).toBe(false)
  expect(isMadeGreen(red, run(1))).toBe(true)
})
