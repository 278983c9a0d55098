import type { CommandPlace } from '../commands/carry-out.ts'
import type { Parts } from '../parts.ts'
import { retryTask } from './retry-task.ts'

type Said = Pick<CommandPlace, 'repo' | 'pr' | 'commentId'>
type Asked = Pick<CommandPlace, 'repo' | 'pr' | 'commentId' | 'actor'>

/**
 * Retries a task. Returns why it was not retried. That this comment asked for it is kept in mind
 * once nothing speaks against it, and before it is done: whoever was cut off would find a task that
 * is at work, and nothing to retry.
 */
export async function retryByComment(
  parts: Parts,
  place: Asked,
  taskId: string,
): Promise<string | null> {
  const { store } = parts
  const mark = markOf(place)
  const begin = async () => {
    const newest = Math.max(place.commentId, Number((await store.getMark(mark)) ?? 0))
    await store.setMark(mark, String(newest))
  }
  return parts.inTurn(mark, () => retryTask(parts, taskId, place.actor, begin))
}

/** True for a comment that was written before another one by which a task was retried. */
export async function isBeforeRetry(parts: Parts, place: Said): Promise<boolean> {
  const mark = markOf(place)
  // In turn, so that a retry which has begun is through and known of.
  const newest = await parts.inTurn(mark, () => parts.store.getMark(mark))
  return Number(newest ?? 0) > place.commentId
}

function markOf({ repo, pr }: Said): string {
  return `retry:${repo}#${pr}`
}
