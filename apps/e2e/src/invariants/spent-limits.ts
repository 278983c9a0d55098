import { nothingPushed, oneComment } from '../stories/expectations.ts'
import { failingTest } from '../stories/failing-test.ts'
import { matchRepository } from '../stories/match-repository.ts'
import type { Story } from '../stories/story.ts'
import { call, finish } from '../stories/turns.ts'

/** A model that looks at the same file for ever. */
export const endlessModel = storyOf('acme/endless', 'limit on turns', () => [
  ...Array.from({ length: 30 }, () => () => call('Again.', 'view', { path: 'src/cart.js' })),
])

/** A model that writes more than a report can carry. */
export const hugePatch = storyOf('acme/huge', 'too large', () => [
  () => call('More.', 'bash', { command: 'seq -f "more %015.0f" 60000 > src/more.txt' }),
  ...Array.from({ length: 3 }, () => () => finish('Too little.', 'Much more.')),
])

function storyOf(
  repo: string,
  reason: string,
  turns: () => ReturnType<NonNullable<Story['script']>>['turns'],
): Story {
  const story: Story = {
    ...failingTest,
    id: repo,
    title: reason,
    repo,
    script: () => ({ name: repo, match: matchRepository(repo), turns: turns() }),
    ends: ['escalated'],
    check: async (world, tasks) => [
      ...(await nothingPushed(world, story)),
      ...(await oneComment(world, story, reason)),
      ...(tasks[0]?.outcome === 'limit_reached' ? [] : [`the outcome is ${tasks[0]?.outcome}`]),
      ...(tasks[0]?.reason.includes(reason) ? [] : [`the reason is ${tasks[0]?.reason}`]),
    ],
  }
  return story
}
