import { join } from 'node:path'
import { secretsOf } from '@millwright/config'
import { commitMessage, publishCommit } from '@millwright/delivery'
import { checkPatch } from '@millwright/gate'
import {
  type GateResult,
  isRedThenGreen,
  type TaskRecord,
  type TaskResult,
} from '@millwright/protocol'
import { commentOn } from './comment-on.ts'
import { escalate } from './escalate.ts'
import type { Parts } from './parts.ts'
import { queueComment } from './queue-comment.ts'
import { settleWatched } from './settle-watched.ts'

/** Sends a patch past the gate and onto its branch; whatever speaks against it goes to a person. */
export async function publish(parts: Parts, record: TaskRecord, result: TaskResult): Promise<void> {
  const gate = checkPatch({
    patch: result.patch,
    limits: record.task.limits,
    diagnosis: record.task.inputs.diagnosis,
    secrets: secretsOf(parts.config),
  })
  await parts.tell({
    kind: 'gate',
    repo: record.task.repo,
    task_id: record.task.task_id,
    text: gateText(gate),
  })
  const gated = await parts.store.changeTask(record.task.task_id, ['delivering'], (r) => ({
    ...r,
    gate,
  }))
  if (!gated) return
  if (gate.decision === 'block')
    return escalate(parts, gated, `the gate refused: ${gateText(gate)}`)
  const wait = whyWait(parts, gated, result, gate)
  if (wait) return hold(parts, gated, wait)
  if (!isRedThenGreen(result.proof)) {
    return escalate(parts, gated, 'the patch came without a proof of red before and green after')
  }
  await push(parts, gated, result)
}

function whyWait(parts: Parts, record: TaskRecord, result: TaskResult, gate: GateResult) {
  if (result.outcome === 'test_change') return 'the fix changes a test: a person decides'
  if (gate.decision === 'approval') return `a person decides: ${gateText(gate)}`
  const mode = parts.config.repositories[record.task.repo]?.mode
  return mode === 'auto' ? null : `mode ${mode ?? 'off'}: the patch waits for a person`
}

async function push(parts: Parts, record: TaskRecord, result: TaskResult) {
  const { config, github, store } = parts
  const { repo, task_id, head_sha, inputs } = record.task
  const token = await github.pushToken(repo)
  const published = await publishCommit({
    dataDir: join(config.data_dir, 'delivery'),
    repo,
    gitUrl: config.github.git_url,
    token,
    branch: inputs.branch,
    protectedBranches: [
      await github.defaultBranch(repo),
      ...(config.repositories[repo]?.protected_branches ?? []),
    ],
    headSha: head_sha,
    patch: result.patch,
    message: commitMessage(record),
    committedAt: record.task.created_at,
  })
  switch (published.outcome) {
    case 'superseded':
      return stop(
        parts,
        record,
        `the branch moved on to ${published.head?.slice(0, 7) ?? 'nowhere'}`,
      )
    case 'refused':
      return escalate(parts, record, `the push was refused: ${published.reason}`)
    case 'pushed':
    case 'already_pushed':
  }
  const watching = await store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state: 'watching',
    reason: `pushed ${published.sha.slice(0, 7)}, waiting for CI`,
    delivery: { ...r.delivery, commit_sha: published.sha },
  }))
  if (!watching) return
  await parts.tell({
    kind: 'github',
    repo,
    task_id,
    text: `pushed ${published.sha.slice(0, 7)} to ${inputs.branch}`,
  })
  await queueComment(parts, watching)
  await settleWatched(parts, repo, published.sha)
}

async function hold(parts: Parts, record: TaskRecord, reason: string) {
  const { task_id, repo } = record.task
  await commentOn(parts, task_id, { state: 'awaiting_approval', reason })
  await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state: 'awaiting_approval',
    reason,
  }))
  await parts.tell({ kind: 'task', repo, task_id, text: `awaiting approval: ${reason}` })
}

async function stop(parts: Parts, record: TaskRecord, reason: string) {
  const { task_id, repo } = record.task
  await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state: 'superseded',
    reason,
  }))
  await parts.tell({ kind: 'task', repo, task_id, text: `superseded: ${reason}` })
}

function gateText(gate: GateResult): string {
  const first = gate.findings[0]
  const rest = gate.findings.length > 1 ? ` (and ${gate.findings.length - 1} more)` : ''
  return first
    ? `${gate.decision}, ${first.rule} in ${first.path}: ${first.why}${rest}`
    : gate.decision
}
