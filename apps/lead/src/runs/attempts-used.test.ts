import type { Failure, TaskRecord } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { attemptsUsed } from './attempts-used.ts'

const sha = (digit: string) => digit.repeat(40)
const failure = { failure_id: 'now', head_sha: sha('c') } as Failure

/** Only what is counted by; the rest of a record does not matter here. */
function tried(
  head: string,
  wish: { id?: string; cause?: string; state?: TaskRecord['state']; commit?: string } = {},
): TaskRecord {
  const { id = head, cause = 'v1:a', state = 'failed', commit } = wish
  return {
    state,
    epoch: 1,
    task: { failure_id: id, head_sha: sha(head), incident: cause },
    delivery: { commit_sha: commit === undefined ? null : sha(commit) },
  } as TaskRecord
}

test('heads on which the same cause was tried are counted once each', () => {
  const tasks = [tried('a'), tried('a', { id: 'other job' }), tried('b')]

  expect(attemptsUsed(failure, 'v1:a', tasks)).toBe(2)
})

test('another cause, a task overtaken by a push and the failure itself do not count', () => {
  const tasks = [
    tried('a', { cause: 'v1:b' }),
    tried('b', { state: 'superseded' }),
    tried('c', { id: 'now' }),
  ]

  expect(attemptsUsed(failure, 'v1:a', tasks)).toBe(0)
})

test('commits of ours in a row count whatever their causes', () => {
  const tasks = [
    tried('a', { cause: 'v1:x', commit: 'b' }),
    tried('b', { cause: 'v1:y', commit: 'c' }),
  ]

  expect(attemptsUsed(failure, 'v1:a', tasks)).toBe(2)
})

test('a chain of commits that bites its own tail is counted to its limit', () => {
  const tasks = [tried('b', { cause: 'v1:x', commit: 'c' }), tried('c', { id: 'b', commit: 'b' })]

  expect(attemptsUsed(failure, 'v1:z', tasks)).toBe(50)
})
