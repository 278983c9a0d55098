import { play } from '../demo/play.ts'
import type { World } from '../demo/world.ts'
import type { Story } from '../stories/story.ts'

/** What the model was sent and said in one story, over all its tasks. */
export interface StoryTokens {
  readonly story: string
  readonly turns: number
  /** Sent anew, sent and kept for later, and read from what was kept. */
  readonly input: number
  readonly written: number
  readonly read: number
  readonly output: number
}

/** Plays a story to its end and adds up what its tasks say they used. */
export async function tokensOfStory(world: World, story: Story): Promise<StoryTokens> {
  const { ok, problems, title } = await play(world, story)
  if (!ok) throw new Error(`${title}: ${problems.join('; ')}`)
  const sum = { story: title, turns: 0, input: 0, written: 0, read: 0, output: 0 }
  for (const id of await world.status.taskIds(story.repo)) {
    const usage = (await world.status.task(id)).result?.usage
    if (usage === undefined) continue
    sum.turns += usage.turns
    sum.input += usage.input_tokens
    sum.written += usage.cache_write_tokens
    sum.read += usage.cache_read_tokens
    sum.output += usage.output_tokens
  }
  return sum
}
