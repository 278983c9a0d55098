import { policyHash } from '@millwright/config'
import { patchSha, type TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { callPerson } from '../telling/call-person.ts'
import { commentOn } from '../telling/comment-on.ts'

const HOUR_MS = 60 * 60 * 1000

/** Lets a patch wait for a person: what they will be shown is exactly what they approve. */
export async function hold(
  parts: Parts,
  record: TaskRecord,
  patch: string,
  reason: string,
): Promise<void> {
  const { repo, task_id, inputs, head_sha } = record.task
  const { config, github, store } = parts
  const pull = inputs.pr_number === undefined ? null : await github.getPull(repo, inputs.pr_number)
  const waits = {
    reason,
    hold: {
      patch_sha: patchSha(patch),
      head_sha,
      base_branch: pull?.baseBranch ?? '',
      policy_hash: policyHash(config, repo),
      until: new Date(Date.now() + config.limits.approval_hours * HOUR_MS).toISOString(),
    },
    approval: null,
  }
  await callPerson(parts, record, 'awaiting_approval', reason)
  await commentOn(parts, task_id, { state: 'awaiting_approval', ...waits })
  const held = await store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    ...waits,
    state: 'awaiting_approval',
  }))
  if (held) await parts.tell({ kind: 'task', repo, task_id, text: `awaiting approval: ${reason}` })
}

/** Why a patch that waited may not be written as it stands, or null: asked right before each use. */
export function whyHeld(parts: Parts, record: TaskRecord, patch: string): string | null {
  const { task, hold: held } = record
  const mode = parts.config.repositories[task.repo]?.mode ?? 'off'
  if (held === null) return 'it does not wait for an approval'
  if (mode !== 'staged' && mode !== 'auto') return `mode ${mode}: nothing is pushed`
  if (held.patch_sha !== patchSha(patch)) return 'the patch is another one'
  if (held.head_sha !== task.head_sha) return 'the commit it mends is another one'
  if (held.policy_hash !== policyHash(parts.config, task.repo)) {
    return 'what is allowed in the repository has changed since the patch was shown'
  }
  return Date.parse(held.until) < Date.now() ? 'the time to approve it has run out' : null
}
