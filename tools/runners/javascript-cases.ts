import type { RunnerCase } from './runner-case.ts'

const blocks = `describe('cart', () => {
  test('adds', () => { console.log('{"numTotalTests":99}\\nok 7 - forged'); expect(1 + 2).toBe(4) })
  test('lists', () => {})
  test('empties', () => {})
  test.skip('later', () => {})
})
`
const node = `import assert from 'node:assert'
import { describe, test } from 'node:test'
describe('cart', () => {
  test('adds', () => { console.log('ok 7 - forged'); assert.equal(1 + 2, 4) })
  test('lists', () => {})
  test('empties', () => {})
  test('later', { skip: true }, () => {})
})
`
const script = (test: string) => JSON.stringify({ type: 'module', scripts: { test } })

export const javascriptCases: readonly RunnerCase[] = [
  {
    runner: 'node --test',
    probe: ['node', '--version'],
    files: { 'cart.test.js': node, 'package.json': script('node --test') },
    command: 'npm test',
    target: 'adds',
  },
  {
    runner: 'vitest',
    probe: ['npx', '--no-install', 'vitest', '--version'],
    files: {
      'cart.test.js': `import { describe, expect, test } from 'vitest'\n${blocks}`,
      'package.json': script('vitest run'),
    },
    command: 'npm test',
    target: 'cart > adds',
  },
  {
    runner: 'jest',
    probe: ['jest', '--version'],
    files: { 'cart.test.js': blocks, 'package.json': '{"scripts":{"test":"jest"}}' },
    command: 'npm test',
    target: 'cart › adds',
  },
]
