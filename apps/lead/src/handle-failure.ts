import { type Choice, decide } from '@millwright/dispatch'
import type { Pull } from '@millwright/github'
import {
  type Decision,
  type Diagnosis,
  type Failure,
  isFinished,
  type RuleAnswer,
} from '@millwright/protocol'
import { diagnoseJob } from './diagnose-job.ts'
import { openTask } from './open-task.ts'
import type { Parts } from './parts.ts'

/**
 * Takes one failed job from its log to a recorded decision and, where the decision is to act, to a
 * task. Repeating it changes nothing: the failure, its decision and its task have fixed names.
 */
export async function handleFailure(
  parts: Parts,
  failure: Failure,
  pull: Pull | null,
): Promise<RuleAnswer['answer']> {
  const known = await parts.store.getFailure(failure.failure_id)
  if (known?.task_id) {
    await openTask(parts, failure, known.diagnosis, known.verdict)
    return 'act'
  }
  const diagnosis = known?.diagnosis ?? (await diagnoseJob(parts, failure))
  const choice = decide(await factsOf(parts, failure, diagnosis, pull))
  const isActing = choice.answer === 'act'
  const task_id = isActing ? await openTask(parts, failure, diagnosis, choice.verdict) : null
  await parts.store.saveFailure({
    failure,
    diagnosis,
    task_id,
    verdict: choice.verdict,
    answer: choice.answer,
  })
  if (known?.answer !== choice.answer) await record(parts, failure, choice, task_id)
  return choice.answer
}

async function record(parts: Parts, failure: Failure, choice: Choice, task_id: string | null) {
  const decision: Decision = {
    failure_id: failure.failure_id,
    repo: failure.repo,
    head_sha: failure.head_sha,
    task_id,
    answer: choice.answer,
    reason: choice.reason,
    rules: choice.rules,
    at: new Date().toISOString(),
    ...(failure.pr_number !== undefined && { pr_number: failure.pr_number }),
  }
  await parts.store.addDecision(decision)
  const text = `${failure.job_name}: ${choice.answer}, ${choice.reason}`
  await parts.tell({ kind: 'decision', repo: failure.repo, ...(task_id && { task_id }), text })
}

async function factsOf(parts: Parts, failure: Failure, diagnosis: Diagnosis, pull: Pull | null) {
  const { config, github, store } = parts
  const { repo, head_branch } = failure
  const repository = config.repositories[repo] ?? null
  const place = String(failure.pr_number ?? head_branch)
  const tasks = await store.tasksOfPullRequest(repo, place)
  const open = tasks.find((t) => !isFinished(t.state))
  return {
    verdict: diagnosis.verdict,
    repository,
    paused: config.paused,
    conclusion: failure.conclusion,
    headSha: failure.head_sha,
    branchHead: pull ? pull.headSha : await github.branchHead(repo, head_branch),
    isProtectedBranch:
      pull === null &&
      (repository?.protected_branches.includes(head_branch) ||
        head_branch === (await github.defaultBranch(repo)) ||
        (await github.isProtected(repo, head_branch))),
    pull,
    attemptsUsed: await store.attemptsOf(repo, place, diagnosis.fingerprint),
    attemptsMax: config.limits.attempts,
    openTask: open?.task.task_id ?? null,
  }
}
