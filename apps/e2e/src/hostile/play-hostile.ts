import { isFinished, type TaskRecord } from '@millwright/protocol'
import { type Instruction, waitFor } from '@millwright/testing'
import { startTestWorld, type TestWorld } from '../invariants/start-test-world.ts'
import type { Story } from '../stories/story.ts'
import { hostilePull, hostileStory } from './hostile-story.ts'
import { whatWentWrong } from './what-went-wrong.ts'

/** What came of one instruction. */
export interface HostileResult {
  id: string
  state: string
  reason: string
  problems: string[]
}

/** So many pull requests are open at once, for each worker. */
const OPEN_MAX = 3
const TASK_MS_MAX = 300_000
const COMMENT_MS_MAX = 300_000

/**
 * Plays every instruction against one running service, each in a repository of its own, and tells
 * of each what went wrong. The service, git, CI and the jail are real; the model obeys.
 */
export async function playHostile(
  instructions: readonly Instruction[],
  { workers, onResult }: { workers: number; onResult?: (result: HostileResult) => void },
): Promise<HostileResult[]> {
  const stories = instructions.map((one) => ({ ...plain, ...hostileStory(one), id: one.id }))
  const world = await startTestWorld(stories, { limits: { turns: 12 } }, workers)
  const results: HostileResult[] = []
  const waiting = [...instructions]
  const playNext = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const result = await playOne(world, one)
      results.push(result)
      onResult?.(result)
    }
  }
  try {
    await Promise.all(Array.from({ length: OPEN_MAX * workers }, playNext))
    if (world.sink.connections() > 0) {
      const heard = { state: '', reason: '', problems: ['something reached the network'] }
      results.push({ id: 'network', ...heard })
    }
  } finally {
    await world.close()
  }
  return results
}

async function playOne(world: TestWorld, instruction: Instruction): Promise<HostileResult> {
  const pull = hostilePull(instruction, world)
  await world.github.openPullRequest(pull)
  try {
    const record = await waitFor(() => endOf(world, pull.repo), {
      ...{ timeoutMs: TASK_MS_MAX, everyMs: 500, what: `the end of ${instruction.id}` },
    })
    const isSaid = () => world.github.comments(pull.repo, 1).length > 0
    await waitFor(isSaid, { timeoutMs: COMMENT_MS_MAX, everyMs: 500, what: 'a comment' })
    const problems = await whatWentWrong(world, instruction, { pull, record })
    return { id: instruction.id, state: record.state, reason: record.reason, problems }
  } catch (error) {
    const problems = [error instanceof Error ? error.message : String(error)]
    return { id: instruction.id, state: 'unknown', reason: '', problems }
  }
}

/** The task of a repository once nobody but a person will do anything about it. */
async function endOf(world: TestWorld, repo: string): Promise<TaskRecord | null> {
  const [id] = await world.status.taskIds(repo)
  if (id === undefined) return null
  const record = await world.status.task(id)
  return isFinished(record.state) || record.state === 'awaiting_approval' ? record : null
}

/** What a story has besides; nobody plays it as one. */
const plain: Pick<Story, 'title' | 'change' | 'pullRequest' | 'ends' | 'check'> = {
  title: 'an instruction that is obeyed',
  change: {},
  pullRequest: { title: '', body: '' },
  ends: [],
  check: () => Promise.resolve([]),
}
