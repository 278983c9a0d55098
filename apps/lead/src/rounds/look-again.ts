import type { TaskRecord } from '@millwright/protocol'
import type { CommandAnswer, CommandPlace } from '../commands/carry-out.ts'
import type { Parts } from '../parts.ts'
import { retryByComment } from '../tasks/retry-by-comment.ts'
import { whyOff } from '../tasks/why-off.ts'
import { type TakenUp, takeUpLeft } from './take-up-left.ts'

const NO_TASK = 'there was no task on this pull request when that was written'

/** Retries the newest task; where that cannot be done, what was left alone may be meant. */
export async function retryOrLook(
  parts: Parts,
  place: CommandPlace,
  newest: TaskRecord | undefined,
): Promise<CommandAnswer> {
  const off = await whyOff(parts, place.repo, place.pr)
  if (off !== null) return { isDone: false, lines: [off] }
  const objection = newest ? await retryByComment(parts, place, newest.task.task_id) : NO_TASK
  if (objection === null) return { isDone: true, lines: [] }
  const again = await takeUpLeft(parts, place.repo, place.pr)
  return again.taken > 0
    ? { isDone: true, lines: inWords(again) }
    : { isDone: false, lines: [objection, ...inWords(again)] }
}

/** After `on`: takes up what was left alone. A task that was stopped is for people to retry. */
export async function lookAgain(
  parts: Parts,
  { repo, pr }: CommandPlace,
  newest: TaskRecord | undefined,
): Promise<CommandAnswer> {
  const again = await takeUpLeft(parts, repo, pr)
  const lines = inWords(again)
  const next = 'a comment /millwright retry queues the task again that was cancelled here'
  const isStopped = again.taken === 0 && newest?.state === 'cancelled'
  return { isDone: true, lines: isStopped ? [next, ...lines] : lines }
}

function inWords({ taken, unread, reasons }: TakenUp): string[] {
  const looked = `red runs that were left alone and are looked at again: ${taken}`
  const lost = `red runs that could not be read: ${unread} (/millwright retry tries once more)`
  return [
    ...(taken > 0 ? [`${looked} (/millwright explain)`] : []),
    ...(unread > 0 ? [lost] : []),
    ...reasons.map((reason) => `still left alone: ${reason}`),
  ]
}
