import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { isTriggered } from './is-triggered.ts'
import { parseWorkflow } from './workflow.ts'

const jobs = 'jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }'

test.each([
  ['push', 'feat/x', true],
  ['pull_request', 'feat/x', false],
  ['[push, pull_request]', 'feat/x', true],
  ['{ push: { branches: main } }', 'feat/x', false],
  ['{ push: { branches: ["feat/*"] } }', 'feat/x', true],
  ['{ push: { branches: ["feat/*"] } }', 'feat/x/y', false],
  ['{ push: { branches: ["feat/**"] } }', 'feat/x/y', true],
  ['{ push: { branches: ["v1.*"] } }', 'v102', false],
  ['{ push: { branches-ignore: ["feat/**", next] } }', 'feat/x/y', false],
  ['{ push: { branches-ignore: ["feat/**", next] } }', 'fix/x', true],
])('on: %s for a push to %s: %s', (on, branch, runs) => {
  const workflow = parseWorkflow(`on: ${on}\n${jobs}`)

  expect(isTriggered(workflow, { name: 'push', branch })).toBe(runs)
})

test.each([
  ['push', 'main', false],
  ['pull_request', 'main', true],
  ['[push, pull_request]', 'main', true],
  ['{ push: { branches: [main] }, pull_request: {} }', 'main', true],
  ['{ pull_request: { branches: ["release/*"] } }', 'main', false],
  ['{ pull_request: { branches: ["release/*"] } }', 'release/1', true],
  ['{ pull_request: { branches-ignore: [main] } }', 'main', false],
  ['{ pull_request: { types: [closed] } }', 'main', false],
  ['{ pull_request: { types: [opened, reopened] } }', 'main', true],
])('on: %s for a pull request into %s: %s', (on, baseBranch, runs) => {
  const workflow = parseWorkflow(`on: ${on}\n${jobs}`)

  const event = { name: 'pull_request', action: 'opened', pull: { baseBranch } } as const
  expect(isTriggered(workflow, event)).toBe(runs)
})

test.each([
  ['on: push\njobs: { a: { strategy: { matrix: {} }, steps: [{ run: x }] } }', 'strategy'],
  [
    'on: push\njobs: { a: { needs: b, steps: [{ run: x }] } }',
    'job a needs b, which does not exist',
  ],
  ['on: push\njobs: { a: { needs: a, steps: [{ run: x }] } }', 'jobs need each other: a > a'],
  ['on: push\njobs: { a: { steps: [{ name: idle }] } }', 'a step has either run or uses'],
  [`on: { push: { branches: [a], branches-ignore: [b] } }\n${jobs}`, 'either branches or'],
  [`on: { push: { branches: ['!main'] } }\n${jobs}`, 'only names, * and ** are understood'],
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
