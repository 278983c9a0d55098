import { expect, test } from 'vitest'
import { address, readRoute } from './route.ts'

test('an address leads back to what it was made of', () => {
  const made = address(['tasks', 'a b/c'], { state: 'failed', repo: 'a/b&c', empty: '' })

  const { path, query } = readRoute(made)

  expect(path).toEqual(['tasks', 'a b/c'])
  expect([...query]).toEqual([
    ['state', 'failed'],
    ['repo', 'a/b&c'],
  ])
})

test('an address that nobody made is shown as it is', () => {
  expect(readRoute('#/tasks/%E0%A4%A').path).toEqual(['tasks', '%E0%A4%A'])
  expect(readRoute('').path).toEqual([])
})
