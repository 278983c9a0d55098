import { findReverted, type RevertOptions, revertCommit, revertMessage } from '@millwright/delivery'
import type { Pull } from '@millwright/github'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { pausedBecause } from '../pause-work.ts'
import { isProtectedBranch } from '../runs/gather-facts.ts'
import { escalate } from '../tasks/escalate.ts'
import { settleTask } from '../tasks/settle-task.ts'
import { callPerson } from '../telling/call-person.ts'
import { commitOptions } from './commit-options.ts'
import { revertKey } from './revert-key.ts'
import { withPushToken } from './with-push-token.ts'

/**
 * Takes back the commit of a task while it is the branch's head, ends the task and calls a person.
 * What the branch allows is asked again right before; run a second time it makes the same commit
 * and finds it pushed, whatever speaks against a push by then.
 */
export async function revertFix(
  parts: Parts,
  record: TaskRecord,
  pull: Pull | null,
  why: string,
): Promise<void> {
  const { store } = parts
  const { repo } = record.task
  const { commit_sha } = record.delivery
  const isBegun = (await store.getIntent(revertKey(record))) !== null
  if (isBegun && commit_sha !== null) {
    const sha = await withPushToken(parts, repo, (token) =>
      findReverted(revertOptions(parts, record, commit_sha, token)),
    )
    if (sha !== null) return fileRevert(parts, record, sha, why)
  }
  const objection = await whyLeft(parts, record, pull)
  if (objection !== null || commit_sha === null) {
    return escalate(parts, record, `${why}; our commit was not reverted: ${objection}`)
  }
  await store.putIntent(revertKey(record), true)
  const reverted = await withPushToken(parts, repo, (token) =>
    revertCommit(revertOptions(parts, record, commit_sha, token)),
  )
  switch (reverted.outcome) {
    case 'superseded': {
      const reason = `${why}; the branch has moved on, so our commit was not reverted`
      return settleTask(parts, record, { ...judged, state: 'superseded', reason })
    }
    case 'refused':
      return escalate(parts, record, `${why}; the revert was refused: ${reverted.reason}`)
    case 'pushed':
    case 'already_pushed':
      return fileRevert(parts, record, reverted.sha, why)
  }
}

const judged = { ci_conclusion: 'failure' } as const

function revertOptions(
  parts: Parts,
  record: TaskRecord,
  commitSha: string,
  token: string,
): RevertOptions {
  return { ...commitOptions(parts, record, token), commitSha, message: revertMessage(record) }
}

async function fileRevert(parts: Parts, record: TaskRecord, sha: string, why: string) {
  const reason = `${why}; our commit was reverted by ${sha.slice(0, 7)}, a person is called`
  // Before the state is changed: whoever comes here a second time would find nothing to do.
  await callPerson(parts, record, 'reverted', reason)
  await settleTask(parts, record, { ...judged, state: 'failed', reason, revert_sha: sha })
}

async function whyLeft(
  parts: Parts,
  { task }: TaskRecord,
  pull: Pull | null,
): Promise<string | null> {
  const { repo, inputs } = task
  const mode = parts.config.repositories[repo]?.mode ?? 'off'
  if (mode === 'off' || mode === 'report') return `mode ${mode}: nothing is pushed`
  if (pull === null || pull.state === 'closed') return 'the pull request was closed'
  if (await isProtectedBranch(parts, repo, inputs.branch)) return `${inputs.branch} is protected`
  return pausedBecause(parts, repo)
}
