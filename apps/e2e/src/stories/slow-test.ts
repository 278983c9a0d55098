import { nothingPushed, oneComment } from './expectations.ts'
import { matchRepository } from './match-repository.ts'
import type { Story } from './story.ts'
import { call } from './turns.ts'
import { nodePackage } from './workflow.ts'

const repo = 'acme/mailer'
const cause = 'The retry waits for a delivery that the stub never confirms.'

/** d. A test that times out is looked into, never edited. */
export const slowTest: Story = {
  id: 'd',
  title: 'test that times out',
  repo,
  base: {
    ...nodePackage('mailer'),
    'src/send.js': `export async function send(transport, mail) {
  return transport.deliver(mail)
}
`,
    'test/send.test.js': `import assert from 'node:assert/strict'
import test from 'node:test'
import { send } from '../src/send.js'

const stub = { deliver: async () => 'sent', confirm: () => new Promise((resolve) => setTimeout(resolve, 3_000)) }

test('a mail is sent within half a second', { timeout: 500 }, async () => {
  assert.equal(await send(stub, { to: 'a@example.org' }), 'sent')
})
`,
  },
  change: {
    'src/send.js': `export async function send(transport, mail) {
  await transport.confirm(mail)
  return transport.deliver(mail)
}
`,
  },
  branch: 'feat/confirm',
  pullRequest: { title: 'Wait for the confirmation', body: '' },
  script: () => ({
    name: repo,
    match: matchRepository(repo),
    turns: [
      () => call('I read the code under test.', 'view', { path: 'src/send.js' }),
      () => call('And the test.', 'view', { path: 'test/send.test.js' }),
      () =>
        call('I know enough.', 'finish', {
          cause,
          changed: 'nothing',
          confidence: 'medium',
          evidence: [{ place: 'src/send.js:2', text: 'It awaits confirm before it delivers.' }],
          tried: 'I compared the three seconds of the stub with the half second of the test.',
          next_step: 'Decide whether the stub should confirm at once or the test wait longer.',
        }),
    ],
  }),
  ends: ['commented'],
  check: async (world) => [
    ...(await nothingPushed(world, slowTest)),
    ...(await oneComment(world, slowTest, 'INVESTIGATE', cause)),
  ],
}
