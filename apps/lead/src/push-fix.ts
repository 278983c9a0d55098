import { join } from 'node:path'
import { commitMessage, publishCommit } from '@millwright/delivery'
import { objectionToIndex } from '@millwright/gate'
import type { TaskRecord } from '@millwright/protocol'
import { escalate } from './escalate.ts'
import { isProtectedBranch } from './gather-facts.ts'
import type { Parts } from './parts.ts'
import { queueComment } from './queue-comment.ts'
import { settleWatched } from './settle-watched.ts'
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
  if (await isProtectedBranch(parts, repo, branch, pull?.defaultBranch)) {
    return escalate(parts, record, `${branch} is protected and never written to`)
  }
  if (pull === null || pull.state === 'closed') {
    return stop(parts, record, 'the pull request was closed')
  }
  if (record.approval && record.hold?.base_branch !== pull.baseBranch) {
    return stop(parts, record, 'the pull request was turned to another base after the approval')
  }
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
      return stop(parts, record, head ? `the branch moved on to ${head}` : 'the branch is gone')
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

async function stop(parts: Parts, record: TaskRecord, reason: string) {
  const { task_id, repo } = record.task
  const stopped = await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state: 'superseded',
    reason,
  }))
  if (!stopped) return
  await queueComment(parts, stopped)
  await parts.tell({ kind: 'task', repo, task_id, text: `superseded: ${reason}` })
}
