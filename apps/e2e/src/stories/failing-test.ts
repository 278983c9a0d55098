import { noTurnPaidTwice, oneComment, oneGreenCommit } from './expectations.ts'
import { matchRepository } from './match-repository.ts'
import type { Story } from './story.ts'
import { call, finish } from './turns.ts'
import { nodePackage } from './workflow.ts'

const repo = 'acme/cart'

/** a. A failing unit test is fixed by the agent. */
export const failingTest: Story = {
  id: 'a',
  title: 'failing unit test',
  repo,
  base: {
    ...nodePackage('cart'),
    'src/cart.js': `/** The price of a cart in cents, less a discount in percent. */
export function total(lines, discountPercent = 0) {
  const sum = lines.reduce((all, line) => all + line.cents * line.count, 0)
  return Math.round(sum * (1 - discountPercent / 100))
}
`,
    'test/cart.test.js': `import assert from 'node:assert/strict'
import test from 'node:test'
import { total } from '../src/cart.js'

test('a cart without discount costs the sum of its lines', () => {
  assert.equal(total([{ cents: 250, count: 2 }]), 500)
})

test('ten percent off is taken from the whole cart', () => {
  assert.equal(total([{ cents: 250, count: 4 }], 10), 900)
})
`,
  },
  change: {
    'src/cart.js': `/** The price of a cart in cents, less a discount in percent, plus shipping. */
export function total(lines, discountPercent = 0, shippingCents = 0) {
  const sum = lines.reduce((all, line) => all + line.cents * line.count, 0)
  return Math.round(sum * (1 - discountPercent)) + shippingCents
}
`,
  },
  branch: 'feat/shipping',
  pullRequest: { title: 'Add shipping to the total', body: 'Shipping is part of the price.' },
  script: () => ({
    name: repo,
    match: matchRepository(repo),
    turns: [
      () => call('I read the function first.', 'view', { path: 'src/cart.js' }),
      () =>
        call('The percentage is no longer divided by 100.', 'edit', {
          path: 'src/cart.js',
          old_text: '(1 - discountPercent)',
          new_text: '(1 - discountPercent / 100)',
        }),
      () => call('I run the tests.', 'bash', { command: 'node --test' }),
      () =>
        finish(
          'The discount was applied as a factor instead of a percentage.',
          'src/cart.js divides the discount by 100 again.',
        ),
    ],
  }),
  ends: ['resolved'],
  check: async (world, tasks) => [
    ...(await oneGreenCommit(world, failingTest, tasks[0])),
    ...(await oneComment(world, failingTest, 'resolved', 'FIXABLE')),
    ...noTurnPaidTwice(world, failingTest),
  ],
}
