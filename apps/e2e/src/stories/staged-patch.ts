import { nothingPushed, oneComment } from './expectations.ts'
import { matchRepository } from './match-repository.ts'
import type { Story } from './story.ts'
import { call, finish } from './turns.ts'
import { nodePackage } from './workflow.ts'

const repo = 'acme/billing'

/** j. In a staged repository a proven patch waits; whoever looks at the demo may approve it. */
export const stagedPatch: Story = {
  id: 'j',
  title: 'patch that waits for you',
  repo,
  mode: 'staged',
  base: {
    ...nodePackage('billing'),
    'src/invoice.js': `/** The days until an invoice is due. */
export function dueIn(terms) {
  return terms === 'net 30' ? 30 : 14
}
`,
    'test/invoice.test.js': `import assert from 'node:assert/strict'
import test from 'node:test'
import { dueIn } from '../src/invoice.js'

test('net 30 is due in thirty days', () => {
  assert.equal(dueIn('net 30'), 30)
})

test('an invoice without terms is due in two weeks', () => {
  assert.equal(dueIn(undefined), 14)
})
`,
  },
  change: {
    'src/invoice.js': `/** The days until an invoice is due. */
export function dueIn(terms) {
  return Number(terms.replace('net ', ''))
}
`,
  },
  branch: 'feat/terms',
  pullRequest: { title: 'Read the days from the terms', body: '' },
  script: () => ({
    name: repo,
    match: matchRepository(repo),
    turns: [
      () => call('I read the function.', 'view', { path: 'src/invoice.js' }),
      () =>
        call('Terms may be missing.', 'edit', {
          path: 'src/invoice.js',
          old_text: "return Number(terms.replace('net ', ''))",
          new_text: "return terms === undefined ? 14 : Number(terms.replace('net ', ''))",
        }),
      () => call('I run the tests.', 'bash', { command: 'node --test' }),
      () =>
        finish(
          'The function takes terms for granted, and some invoices have none.',
          'src/invoice.js knows invoices without terms again.',
        ),
    ],
  }),
  ends: ['awaiting_approval'],
  check: async (world) => [
    ...(await nothingPushed(world, stagedPatch)),
    ...(await oneComment(world, stagedPatch, 'FIXABLE', 'approve')),
  ],
}
