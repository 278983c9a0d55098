import { isFinished, type TaskState } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import type { Story, StoryTask } from '../stories/story.ts'
import type { World } from './world.ts'

const STORY_MS_MAX = 150_000

export interface StoryResult {
  story: string
  title: string
  repo: string
  ok: boolean
  problems: string[]
  seconds: number
  tasks: StoryTask[]
}

/** Plays one story to its end and says what is not as it must be. */
export async function play(world: World, story: Story): Promise<StoryResult> {
  const start = Date.now()
  await world.github.openPullRequest({
    repo: story.repo,
    branch: story.branch,
    ...story.pullRequest,
    files: story.change,
  })
  let tasks: StoryTask[] = []
  const problems: string[] = []
  try {
    await story.meanwhile?.(world)
    tasks = await waitFor(() => finishedTasks(world, story), {
      timeoutMs: STORY_MS_MAX,
      everyMs: 300,
      what: `story ${story.id} to end as ${story.ends.join(', ')}`,
    })
    problems.push(...(await story.check(world, tasks)))
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
    tasks = await storyTasks(world, story).catch(() => tasks)
  }
  const ends = tasks.map((t) => t.state).join(', ')
  if (ends !== story.ends.join(', ')) problems.push(`ended as ${ends || 'nothing'}`)
  const seconds = Math.round((Date.now() - start) / 100) / 10
  const { id, title, repo } = story
  return { story: id, title, repo, ok: problems.length === 0, problems, seconds, tasks }
}

async function finishedTasks(world: World, story: Story): Promise<StoryTask[] | null> {
  const tasks = await storyTasks(world, story)
  const isOver =
    tasks.length >= story.ends.length &&
    tasks.every(({ state }, at) => isEnd(state, story.ends[at]))
  return isOver ? tasks : null
}

/** A patch that is to wait for a person has come to where it goes by itself. */
function isEnd(state: TaskState, wanted: string | undefined): boolean {
  return isFinished(state) || (state === 'awaiting_approval' && wanted === state)
}

async function storyTasks(world: World, story: Story): Promise<StoryTask[]> {
  const ids = await world.status.taskIds(story.repo)
  const records = await Promise.all(ids.map((id) => world.status.task(id)))
  return records.map(({ task, state, reason, result, delivery }) => ({
    task_id: task.task_id,
    verdict: task.verdict,
    state,
    outcome: result?.outcome ?? null,
    reason,
    proof: result?.proof ?? null,
    head_before: task.head_sha,
    head_after: delivery.commit_sha,
    ci_conclusion_after: delivery.ci_conclusion,
  }))
}
