import { badFormat } from '../stories/bad-format.ts'
import { cheatingModel } from '../stories/cheating-model.ts'
import { oneComment, oneGreenCommit } from '../stories/expectations.ts'
import { failingTest } from '../stories/failing-test.ts'
import { killedWorker } from '../stories/killed-worker.ts'
import { pushedMeanwhile } from '../stories/pushed-meanwhile.ts'
import type { Story } from '../stories/story.ts'

/** As the demo plays it, but a turn may be paid again for each kill; that is counted elsewhere. */
export const fixedTest: Story = {
  ...failingTest,
  check: async (world, tasks) => [
    ...(await oneGreenCommit(world, failingTest, tasks[0])),
    ...(await oneComment(world, failingTest, 'resolved', 'FIXABLE')),
  ],
}

/** The task with the long turn, killed by chance alone. */
export const longTurn: Story = withoutOwnKill(killedWorker)

/** What is played while things go wrong: the ends must be those of an undisturbed demo. */
export const faultStories: readonly Story[] = [
  fixedTest,
  badFormat,
  cheatingModel,
  longTurn,
  pushedMeanwhile,
]

function withoutOwnKill({ meanwhile: _, ...story }: Story): Story {
  return {
    ...story,
    check: async (world, tasks) => [
      ...(await oneGreenCommit(world, killedWorker, tasks[0])),
      ...(await oneComment(world, killedWorker, 'resolved')),
    ],
  }
}
