import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { triggeringEvent } from './triggering-event.ts'
import { parseWorkflow } from './workflow.ts'

const jobs = 'jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }'
const pull = { fork: null, baseBranch: 'main' }

test.each([
  ['push', 'feat/x', null, 'push'],
  ['pull_request', 'feat/x', null, null],
  ['[push, pull_request]', 'feat/x', pull, 'pull_request'],
  ['push', 'feat/x', pull, 'push'],
  ['push', 'patch-1', { ...pull, fork: 'eve' }, null],
  ['{ push: { branches: [main] } }', 'feat/x', null, null],
  ['{ push: { branches: ["feat/*"] } }', 'feat/x', null, 'push'],
  ['{ push: { branches: ["feat/*"] } }', 'feat/x/y', null, null],
  ['{ push: { branches: ["feat/**"] } }', 'feat/x/y', null, 'push'],
  ['{ pull_request: { branches: [next] } }', 'feat/x', pull, null],
])('on: %s at %s with pull request %j runs as %s', (on, branch, ofPull, event) => {
  const workflow = parseWorkflow(`on: ${on}\n${jobs}`)

  expect(triggeringEvent(workflow, branch, ofPull)).toBe(event)
})

test.each([
  ['on: push\njobs: { a: { strategy: { matrix: {} }, steps: [{ run: x }] } }', 'strategy'],
  [
    'on: push\njobs: { a: { needs: b, steps: [{ run: x }] } }',
    'job a needs b, which does not exist',
  ],
  ['on: push\njobs: { a: { needs: a, steps: [{ run: x }] } }', 'jobs need each other: a > a'],
  ['on: push\njobs: { a: { steps: [{ name: idle }] } }', 'a step has either run or uses'],
  [': : :', 'Nested mappings are not allowed'],
])('the workflow %j is refused', (text, why) => {
  expect(() => parseWorkflow(text)).toThrow(why)
})

test('expressions name a context, and nothing else is understood', () => {
  const contexts = { secrets: { KEY: 'k' }, github: { sha: 'abc' } }

  expect(evaluate(`a \${{ secrets.KEY }}-\${{github.sha}}-\${{ secrets.NONE }}.`, contexts)).toBe(
    'a k-abc-.',
  )
  expect(() => evaluate(`\${{ toJSON(github) }}`, contexts)).toThrow(
    "Unexpected value 'toJSON(github)'",
  )
})
