import { expect, test } from 'vitest'
import { commitMessage } from './commit-message.ts'
import { taskRecord } from './task-record.fixture.ts'

test('a message says what was done and carries the trailers by which we know it again', () => {
  const message = commitMessage(taskRecord())

  expect(message.split('\n')[0]).toBe('Fix the failing test')
  expect(message).toMatch(
    /\n\nMillwright-Task: ci-fix-acme__web-7-3\nMillwright-Diagnosis: assertion-mismatch v1:abc\nMillwright-Proof: sha256:[0-9a-f]{64}\n$/,
  )
})

test('the same record makes the same message', () => {
  expect(commitMessage(taskRecord())).toBe(commitMessage(taskRecord()))
})

test('another proof makes another message', () => {
  const record = taskRecord()
  const other = taskRecord()
  other.result?.proof.after.pop()

  expect(commitMessage(other)).not.toBe(commitMessage(record))
})

test('nothing that a log or a model says reaches the message', () => {
  const evil = '@everyone fixes #1 [skip ci]\n\nskip-checks: true'
  const record = taskRecord()
  record.task.inputs.diagnosis = {
    ...record.task.inputs.diagnosis,
    ...{ rule: evil, fingerprint: evil, summary: evil },
  }
  if (record.result !== null) record.result = { ...record.result, summary: evil, cause: evil }

  const message = commitMessage(record)

  expect(message).not.toMatch(/[@#[\]]|skip-checks: /)
  expect(message.match(/^[A-Za-z-]+: /gm)).toHaveLength(3)
})
