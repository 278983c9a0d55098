import type { TaskRecord } from '@millwright/protocol'
import type { CommandAnswer, CommandPlace } from '../commands/carry-out.ts'
import type { Parts } from '../parts.ts'
import { retryByComment } from '../tasks/retry-by-comment.ts'
import { takeUpLeft } from './take-up-left.ts'

const NO_TASK = 'there was no task on this pull request when that was written'

/** Retries the newest task; where that cannot be done, what was left alone may be meant. */
export async function retryOrLook(
  parts: Parts,
  place: CommandPlace,
  newest: TaskRecord | undefined,
): Promise<CommandAnswer> {
  const objection = newest ? await retryByComment(parts, place, newest.task.task_id) : NO_TASK
  if (objection === null) return { isDone: true, lines: [] }
  const count = await takeUpLeft(parts, place.repo, place.pr)
  return count > 0
    ? { isDone: true, lines: [takenUp(count)] }
    : { isDone: false, lines: [objection] }
}

/** After `on`: takes up what was left alone. A task that was stopped is for people to retry. */
export async function lookAgain(
  parts: Parts,
  { repo, pr }: CommandPlace,
  newest: TaskRecord | undefined,
): Promise<CommandAnswer> {
  const count = await takeUpLeft(parts, repo, pr)
  if (count > 0) return { isDone: true, lines: [takenUp(count)] }
  const next = 'a comment /millwright retry queues the task again that was cancelled here'
  return { isDone: true, lines: newest?.state === 'cancelled' ? [next] : [] }
}

function takenUp(count: number): string {
  return `red runs that were left alone and are looked at again: ${count} (/millwright explain)`
}
