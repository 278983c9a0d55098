import { expect, test } from 'vitest'
import { judge } from './settle-watched.ts'

const run = (conclusion: string | null, workflowName = 'CI', workflowId = 1) => ({
  status: conclusion === null ? 'in_progress' : 'completed',
  ...{ conclusion, workflowName, workflowId },
})

const cases: [string, ReturnType<typeof judge>, Parameters<typeof judge>[0]][] = [
  ['no run has started', 'open', []],
  ['one run is still going', 'open', [run('success'), run(null, 'Docs', 2)]],
  ['the red workflow is green', 'green', [run('success')]],
  ['others were skipped', 'green', [run('success'), run('skipped', 'Docs'), run('neutral', 'Bot')]],
  ['only another workflow ran', 'open', [run('success', 'Labels', 2)]],
  ['only another workflow of the same name ran', 'open', [run('success', 'CI', 2)]],
  ['the workflow was given another name', 'green', [run('success', 'Checks')]],
  ['everything was skipped', 'open', [run('skipped'), run('neutral')]],
  ['something is red', 'red', [run('success'), run('failure', 'Docs')]],
  ['it ran out of time', 'red', [run('timed_out')]],
  ['it was cancelled', 'stopped', [run('cancelled')]],
  ['it waits for a person', 'stopped', [run('action_required'), run('success', 'Docs')]],
]

test.each(cases)('%s: %s', (_name, expected, runs) => {
  expect(judge(runs, { workflow_name: 'CI', workflow_id: 1 })).toBe(expected)
})
