import { oneGreenCommit } from '../stories/expectations.ts'
import { failingTest } from '../stories/failing-test.ts'
import { matchRepository } from '../stories/match-repository.ts'
import type { Story } from '../stories/story.ts'
import { call, finish } from '../stories/turns.ts'

const leakyRepo = 'acme/leaky'
const settings = (lines: readonly string[]) =>
  `export const settings = ${JSON.stringify(lines, null, 2)}\n`

/** What is spilled, and by whom. */
export interface Spilled {
  log: readonly string[]
  model: readonly string[]
}

/**
 * A pull request whose test prints secrets, in a loud line of its own and in the very message that
 * it fails with; the model repeats them in its report.
 */
export function leakyLog(secrets: () => Spilled): Story {
  const story: Story = {
    ...failingTest,
    id: 'leaky',
    title: 'secrets in the log',
    repo: leakyRepo,
    base: {
      ...failingTest.base,
      'src/settings.js': settings([]),
      'test/cart.test.js': `import assert from 'node:assert/strict'
import test from 'node:test'
import { total } from '../src/cart.js'
import { settings } from '../src/settings.js'

test('ten percent off is taken from the whole cart', () => {
  for (const line of settings) console.error(\`Error: cannot use \${line}\`)
  assert.equal(total([{ cents: 250, count: 4 }], 10), 900, \`wrong with \${settings.join(' ')}\`)
})
`,
    },
    // Whoever reads this reads it while the story plays, when the secrets have been made.
    get change() {
      return { ...failingTest.change, 'src/settings.js': settings(secrets().log) }
    },
    script: () => ({
      name: leakyRepo,
      match: matchRepository(leakyRepo),
      turns: [
        () =>
          call(`I fix it. ${secrets().model.join(' ')}`, 'edit', {
            path: 'src/cart.js',
            old_text: '(1 - discountPercent)',
            new_text: '(1 - discountPercent / 100)',
          }),
        () => finish(`The key is ${secrets().model.join(' ')}`, secrets().model.join(' ')),
      ],
    }),
    check: (world, tasks) => oneGreenCommit(world, story, tasks[0]),
  }
  return story
}
