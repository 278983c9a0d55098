import type { PublishResult } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import { settleWatched } from '../judging/settle-watched.ts'
import type { Parts } from '../parts.ts'
import { queueComment } from '../telling/queue-comment.ts'

/** Files the commit of a task that is on its branch, for which CI's judgement is waited for now. */
export async function filePush(
  parts: Parts,
  record: TaskRecord,
  { outcome, sha }: Extract<PublishResult, { sha: string }>,
): Promise<void> {
  const { repo, task_id, inputs } = record.task
  const commit = sha.slice(0, 7)
  const watching = await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state: 'watching',
    reason: `pushed ${commit}, waiting for CI`,
    delivery: { ...r.delivery, commit_sha: sha },
  }))
  if (!watching) return
  await parts.tell({ kind: 'github', repo, task_id, text: `pushed ${commit} to ${inputs.branch}` })
  await queueComment(parts, watching)
  // CI may have judged a commit that was pushed before a crash; of a new one its webhook tells.
  if (outcome === 'already_pushed') await settleWatched(parts, repo, sha)
}
