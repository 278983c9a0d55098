import type { Decision } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { leftAlone } from './left-alone.ts'

test('what was waited for and then taken up is not left alone', () => {
  const decisions = [decision('act'), decision('skip'), decision('wait')]

  expect(leftAlone(decisions)).toEqual([])
})

test('the last word on a job at a commit is shown once', () => {
  const decisions = [decision('skip'), decision('wait')]

  expect(leftAlone(decisions)).toEqual([decision('skip')])
})

test('another job, commit, pull request or repository is another matter', () => {
  const others = [{ job_name: 'lint' }, { head_sha: 'b' }, { pr_number: 2 }, { repo: 'acme/api' }]
  const decisions = [decision('act'), ...others.map((other) => decision('skip', other))]

  expect(leftAlone(decisions)).toEqual(decisions.slice(1))
})

test('words about whole runs are kept apart', () => {
  const runs = ['1', '2'].map((failure_id): Decision => {
    const { job_name: _, ...run } = decision('skip', { failure_id })
    return run
  })

  expect(leftAlone(runs)).toEqual(runs)
})

function decision(answer: Decision['answer'], other: Partial<Decision> = {}): Decision {
  return {
    ...{ failure_id: 'f', repo: 'acme/web', pr_number: 1, head_sha: 'a', job_name: 'test' },
    ...{ task_id: null, answer, reason: '', rules: [], at: '2026-01-01T00:00:00.000Z' },
    ...other,
  }
}
