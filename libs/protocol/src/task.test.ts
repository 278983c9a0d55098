import { expect, test } from 'vitest'
import { Task, taskId } from './task.ts'

const repo = `${'o'.repeat(39)}/${'n'.repeat(100)}`

test('the longest names make a name that a task may have', () => {
  const id = taskId(repo, 'b'.repeat(255), Number.MAX_SAFE_INTEGER)

  expect(id).toHaveLength(200)
  expect(Task.shape.task_id.safeParse(id).success).toBe(true)
})

test('two long places that begin alike make two names, and each makes the same one again', () => {
  const place = `dependabot/npm_and_yarn/${'x'.repeat(200)}`
  const ids = ['a', 'b', 'a'].map((end) => taskId('acme/web', place + end, 3))

  expect(new Set(ids).size).toBe(2)
  expect(ids[0]).toBe(ids[2])
})

test('a short place is kept as it is, but for what a name cannot hold', () => {
  expect(taskId('acme/web', 7, 3)).toBe('ci-fix-acme__web-7-3')
  expect(taskId('acme/web', 'feat/ä', 3)).toBe('ci-fix-acme__web-feat__-3')
})
