import { oneComment, oneGreenCommit } from './expectations.ts'
import { matchRepository } from './match-repository.ts'
import type { Story } from './story.ts'
import { call, finish } from './turns.ts'
import { nodePackage } from './workflow.ts'

const repo = 'acme/greeter'
/** h. Somebody pushes while the worker works: the old task stops, the new head is handled. */
export const pushedMeanwhile: Story = {
  id: 'h',
  title: 'push during the work',
  repo,
  base: {
    ...nodePackage('greeter'),
    'src/greet.js': `export function greet(name) {
  return 'Hello, ' + name + '!'
}
`,
    'test/greet.test.js': `import assert from 'node:assert/strict'
import test from 'node:test'
import { greet } from '../src/greet.js'

test('a greeting names the person', () => {
  assert.equal(greet('Ada'), 'Hello, Ada!')
})
`,
  },
  change: {
    'src/greet.js': `export function greet(name) {
  return 'Hello, ' + name
}
`,
  },
  branch: 'feat/greeting',
  pullRequest: { title: 'Calm greeting', body: '' },
  script: (stage) => ({
    name: repo,
    match: matchRepository(repo),
    turns: [
      async () => {
        await stage.signal('pushed')
        return call('The mark is missing.', 'edit', {
          path: 'src/greet.js',
          old_text: "'Hello, ' + name",
          new_text: "'Hello, ' + name + '!'",
        })
      },
      () => call('I run the tests.', 'bash', { command: 'node --test' }),
      () => finish('The exclamation mark was dropped.', 'src/greet.js adds it again.'),
    ],
  }),
  meanwhile: async (world) => {
    await world.seen((e) => e.repo === repo && e.text.startsWith('agent:'))
    await world.github.pushCommit({
      repo,
      branch: 'feat/greeting',
      files: { 'README.md': '# greeter\n\nGreets people.\n' },
      message: 'Describe the package',
      author: { name: 'Grace', email: 'grace@example.org' },
    })
    await world.seen((e) => e.repo === repo && e.text.startsWith('superseded'))
    world.raise('pushed')
  },
  ends: ['superseded', 'resolved'],
  check: async (world, tasks) => [
    ...(await oneGreenCommit(world, pushedMeanwhile, tasks[1])),
    ...(await oneComment(world, pushedMeanwhile, 'resolved')),
    ...(tasks[0]?.head_after === null ? [] : ['the superseded task has a commit']),
  ],
}
