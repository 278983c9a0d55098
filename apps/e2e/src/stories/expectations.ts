import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'
import type { Story, StoryTask } from './story.ts'

/** Comments may wait for minutes: GitHub wants pauses between them. */
const COMMENT_MS_MAX = 90_000

/** Nothing of ours on the branch: the head is where people left it. */
export async function nothingPushed(world: World, story: Story): Promise<string[]> {
  const ours = (await world.github.log(story.repo, story.branch)).filter(isOurs)
  return ours.length === 0 ? [] : [`${ours.length} commit(s) of ours stand on ${story.branch}`]
}

/** One commit of ours, on top of the diagnosed head, that GitHub's CI found green. */
export async function oneGreenCommit(
  world: World,
  story: Story,
  task: StoryTask | undefined,
): Promise<string[]> {
  if (!task) return ['there is no task']
  const commits = await world.github.log(story.repo, story.branch)
  const ours = commits.filter(isOurs)
  const problems: string[] = []
  if (ours.length !== 1) problems.push(`${ours.length} commits of ours instead of one`)
  if (ours[0]?.parents[0] !== task.head_before) {
    problems.push('our commit does not stand on the diagnosed head')
  }
  if (task.head_after !== ours[0]?.sha) problems.push('the task names another commit')
  if (task.ci_conclusion_after !== 'success') problems.push('CI is not green on our commit')
  const updates = world.github.refUpdates(story.repo)
  if (updates.some((update) => update.forced)) problems.push('a push rewrote history')
  return problems
}

/** One comment of ours on the pull request that comes to hold every one of the words. */
export async function oneComment(
  world: World,
  story: Story,
  ...words: string[]
): Promise<string[]> {
  const problems = () => commentProblems(world, story, words)
  const isRight = () => problems().length === 0
  await waitFor(isRight, { timeoutMs: COMMENT_MS_MAX, everyMs: 200, what: 'the comment' }).catch(
    () => undefined,
  )
  return problems()
}

function commentProblems(world: World, story: Story, words: readonly string[]): string[] {
  const comments = world.github.comments(story.repo, 1)
  if (comments.length !== 1) return [`${comments.length} comments instead of one`]
  const body = comments[0]?.body ?? ''
  return words
    .filter((word) => !body.toLowerCase().includes(word.toLowerCase()))
    .map((word) => `the comment does not say "${word}"`)
}

/** No answer of the model was asked for, and paid, a second time. */
export function noTurnPaidTwice(world: World, story: Story): string[] {
  const paid = world.model.paidTurns()
  return [...paid]
    .filter(([turn, count]) => turn.startsWith(`${story.repo}/`) && count > 1)
    .map(([turn, count]) => `turn ${turn} was paid ${count} times`)
}

function isOurs(commit: { message: string }): boolean {
  return commit.message.includes('Millwright-Task:')
}
