import { join } from 'node:path'
import { commitMessage, publishCommit } from '@millwright/delivery'
import { objectionToIndex } from '@millwright/gate'
import type { TaskRecord } from '@millwright/protocol'
import { escalate } from './escalate.ts'
import { hold } from './hold.ts'
import type { Parts } from './parts.ts'
import { queueComment } from './queue-comment.ts'
import { settleWatched } from './settle-watched.ts'
import { type Objection, whyNotPushed } from './why-not-pushed.ts'
import { withPushToken } from './with-push-token.ts'

/**
 * Makes the one commit of a task and pushes it. What the branch and its pull request allow is asked
 * again right before; run a second time it makes the same commit and finds it pushed.
 */
export async function pushFix(parts: Parts, record: TaskRecord, patch: string): Promise<void> {
  const { config, github, store } = parts
  const { repo, task_id, head_sha, inputs, created_at } = record.task
  const { branch, pr_number } = inputs
  const pull = pr_number === undefined ? null : await github.getPull(repo, pr_number)
  const objection = await whyNotPushed(parts, record, pull)
  if (objection !== null) return obey(parts, record, patch, objection)
  const published = await withPushToken(parts, repo, (token) =>
    publishCommit({
      dataDir: join(config.data_dir, 'delivery'),
      repo,
      gitUrl: config.github.git_url,
      token,
      branch,
      protectedBranches: config.repositories[repo]?.protected_branches ?? [],
      headSha: head_sha,
      patch,
      objectToIndex: objectionToIndex,
      message: commitMessage(record),
      committedAt: created_at,
    }),
  )
  switch (published.outcome) {
    case 'superseded': {
      const head = published.head?.slice(0, 7)
      const reason = head ? `the branch moved on to ${head}` : 'the branch is gone'
      return stop(parts, record, 'superseded', reason)
    }
    case 'refused':
      return escalate(parts, record, `the push was refused: ${published.reason}`)
    case 'pushed':
    case 'already_pushed':
  }
  const commit = published.sha.slice(0, 7)
  const watching = await store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state: 'watching',
    reason: `pushed ${commit}, waiting for CI`,
    delivery: { ...r.delivery, commit_sha: published.sha },
  }))
  if (!watching) return
  await parts.tell({ kind: 'github', repo, task_id, text: `pushed ${commit} to ${branch}` })
  await queueComment(parts, watching)
  // CI may have judged a commit that was pushed before a crash; of a new one its webhook tells.
  if (published.outcome === 'already_pushed') await settleWatched(parts, repo, published.sha)
}

function obey(parts: Parts, record: TaskRecord, patch: string, { end, reason }: Objection) {
  switch (end) {
    case 'escalate':
      return escalate(parts, record, reason)
    case 'hold':
      return hold(parts, record, patch, reason)
    case 'superseded':
    case 'cancelled':
      return stop(parts, record, end, reason)
  }
}

async function stop(
  parts: Parts,
  record: TaskRecord,
  state: 'superseded' | 'cancelled',
  reason: string,
) {
  const { task_id, repo } = record.task
  const stopped = await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state,
    reason,
  }))
  if (!stopped) return
  await queueComment(parts, stopped)
  await parts.tell({ kind: 'task', repo, task_id, text: `${state}: ${reason}` })
}
