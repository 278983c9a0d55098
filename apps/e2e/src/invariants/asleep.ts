import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'
import { oneComment, oneGreenCommit } from '../stories/expectations.ts'
import { failingTest } from '../stories/failing-test.ts'
import { matchRepository } from '../stories/match-repository.ts'
import type { Story } from '../stories/story.ts'
import { leadPid } from './read-status.ts'

/** The model of this story waits with its first answer until the lead is stopped. */
export const leadAsleep = storyOf('acme/asleep', 'lead-stopped')
/** Turns red while there is no lead to tell. */
export const webhookLost = storyOf('acme/missed', null)

function storyOf(repo: string, signal: string | null): Story {
  const { script } = failingTest
  const story: Story = {
    ...failingTest,
    id: repo,
    title: 'a lead that is away',
    repo,
    script: (stage) => {
      const turns = script?.(stage).turns ?? []
      const [first, ...rest] = turns
      const late: typeof turns = [
        async (request, turn) => {
          if (signal !== null) await stage.signal(signal)
          return first?.(request, turn) ?? {}
        },
        ...rest,
      ]
      return { name: repo, match: matchRepository(repo), turns: late }
    },
    check: async (world, tasks) => [
      ...(await oneGreenCommit(world, story, tasks[0])),
      ...(await oneComment(world, story, 'resolved')),
    ],
  }
  return story
}

/**
 * Stops the lead while a worker works, lets the worker report and another repository turn red, and
 * kills the lead: it has heard of neither.
 */
export async function killSleepingLead(
  world: World,
  { hasReported, playOther }: { hasReported: () => Promise<boolean>; playOther: () => void },
): Promise<void> {
  const isAtWork = (text: string) => text.startsWith('agent:')
  await world.seen((e) => e.repo === leadAsleep.repo && isAtWork(e.text))
  const pid = await waitFor(() => leadPid(world), { what: 'the lead' })
  process.kill(pid, 'SIGSTOP')
  world.raise('lead-stopped')
  await waitFor(hasReported, { timeoutMs: 30_000, everyMs: 100, what: 'the report' })
  playOther()
  const isRed = () =>
    world.github.runs(webhookLost.repo).some((run) => run.attempts.at(-1)?.conclusion === 'failure')
  await waitFor(isRed, { timeoutMs: 30_000, everyMs: 100, what: 'a red run' })
  process.kill(pid, 'SIGKILL')
}
