import type { TimelineEvent } from '@millwright/protocol'
import { play } from '../demo/play.ts'
import type { World } from '../demo/world.ts'
import type { Story } from '../stories/story.ts'
import { writesAreThrough } from './writes-are-through.ts'

/** Where the time of one fix went, in seconds. */
export interface Way {
  /** From the end of the failed job, of which GitHub tells at once, to the first thing people see. */
  sign: number
  /** From the stored webhook to the pushed commit. */
  total: number
  /** Of that, the repository's own commands: red before, green after, green again. */
  commands: number
  /** What is left: Millwright, git, GitHub's API and the scripted model, which answers at once. */
  own: number
}

/** Plays a story to its end and measures it by the timeline and the proofs. */
export async function wayOfOneTask(world: World, story: Story): Promise<Way> {
  const result = await play(world, story)
  if (!result.ok) throw new Error(`${story.repo}: ${result.problems.join('; ')}`)
  const first = (kind: TimelineEvent['kind'], fits: (text: string) => boolean) =>
    world.seen((e) => e.repo === story.repo && e.kind === kind && fits(e.text))
  const red = await first('delivery', (text) => text.endsWith(': failure'))
  const pushed = await first('github', (text) => text.startsWith('pushed'))
  const [task = ''] = await world.status.taskIds(story.repo)
  const { result: report } = await world.status.task(task)
  const { before = [], after = [], restored = [] } = report?.proof ?? {}
  const proofs = [...before, ...after, ...restored]
  const commands = proofs.reduce((sum, proof) => sum + proof.duration_ms, 0) / 1000
  await writesAreThrough(world)
  const total = (Date.parse(pushed.at) - Date.parse(red.at)) / 1000
  return { sign: signOf(world, story.repo), total, commands, own: total - commands }
}

function signOf({ github }: World, repo: string): number {
  const red = [`"full_name":"${repo}"`, '"conclusion":"failure"']
  const ended = github
    .deliveries()
    .find(({ event, body }) => event === 'workflow_run' && red.every((part) => body.includes(part)))
  const sign = github
    .requests()
    .find(({ method, path }) => method === 'POST' && path.startsWith(`/repos/${repo}/`))
  if (ended === undefined) throw new Error(`${repo}: GitHub told of no failed run`)
  if (sign === undefined) throw new Error(`${repo}: nothing was written to GitHub`)
  return (Date.parse(sign.at) - Date.parse(ended.at)) / 1000
}
