import { createHmac } from 'node:crypto'
import { policyHash } from '@millwright/config'
import {
  type Diagnosis,
  type Failure,
  type Priority,
  type Task,
  taskId,
  type Verdict,
} from '@millwright/protocol'
import { untrusted } from '@millwright/template'
import { distil, taskTypeOf } from '@millwright/triage'
import type { Parts } from './parts.ts'

/** Builds the task of one failure: its prompt, its limits and the commands that prove it. */
export async function makeTask(
  parts: Parts,
  failure: Failure,
  diagnosis: Diagnosis,
  verdict: Verdict,
): Promise<Task> {
  const { config } = parts
  const { repo } = failure
  const place = failure.pr_number ?? failure.head_branch
  const task_id = taskId(repo, place, failure.job_id)
  const earlier = await earlierTasks(parts, failure, diagnosis, task_id)
  const logs = parts.redact(distil(diagnosis))
  const type = verdict === 'ESCALATE' ? 'escalate' : taskTypeOf({ ...diagnosis, verdict })
  const base = {
    task_id,
    type,
    priority: priorityOf(diagnosis),
    inputs: {
      branch: failure.head_branch,
      logs,
      diagnosis,
      ...(failure.pr_number !== undefined && { pr_number: failure.pr_number }),
    },
    validation: commands(parts, repo, diagnosis),
    timeout_minutes: config.limits.task_minutes,
    retry_count: earlier.length,
    created_at: new Date().toISOString(),
    repo,
    head_sha: failure.head_sha,
    ...(failure.base_sha !== undefined && { base_sha: failure.base_sha }),
    failure_id: failure.failure_id,
    incident: diagnosis.fingerprint,
    verdict,
    policy_hash: policyHash(config, repo),
  }
  if (type === 'escalate') {
    const template = { name: 'none', hash: 'none' }
    return {
      ...base,
      prompt: '',
      system: '',
      deliverables: [],
      template,
      limits: taskLimits(parts),
    }
  }
  const template = parts.prompts().find(type)
  const nonce = createHmac('sha256', config.github.webhook_secret ?? repo)
    .update(task_id)
    .digest('hex')
  const { system, user } = template.render(
    valuesOf(failure, diagnosis, type, logs, parts.redact(earlier.join('\n'))),
    { nonce: nonce.slice(0, 16) },
  )
  return {
    ...base,
    prompt: user,
    system,
    deliverables: [...template.deliverables],
    template: { name: template.name, hash: template.hash },
    limits: taskLimits(parts, template.limits),
  }
}

function valuesOf(
  failure: Failure,
  diagnosis: Diagnosis,
  type: string,
  logs: string,
  previous: string,
) {
  return {
    repo: failure.repo,
    branch: untrusted(failure.head_branch, 'branch'),
    pr_number: failure.pr_number ?? 0,
    head_sha: failure.head_sha,
    type,
    category: diagnosis.category,
    summary: untrusted(diagnosis.summary, 'summary'),
    command: untrusted(diagnosis.step.command, 'step'),
    replay: untrusted(diagnosis.replay ?? '', 'replay'),
    evidence: untrusted(logs, 'ci-log'),
    files: untrusted(diagnosis.files.map((f) => f.path).join('\n'), 'files'),
    failing_tests: untrusted(diagnosis.failing_tests.join('\n'), 'tests'),
    job_name: untrusted(failure.job_name, 'job'),
    previous: untrusted(previous, 'previous-attempt'),
  }
}

/** What earlier tasks with the same cause on the same pull request learnt, oldest first. */
async function earlierTasks(
  parts: Parts,
  failure: Failure,
  diagnosis: Diagnosis,
  taskIdNow: string,
) {
  const place = String(failure.pr_number ?? failure.head_branch)
  const tasks = await parts.store.tasksOfPullRequest(failure.repo, place)
  return tasks
    .filter((t) => t.task.incident === diagnosis.fingerprint && t.task.task_id !== taskIdNow)
    .map((t) => `${t.result?.outcome ?? t.state}: ${t.result?.summary ?? t.reason}`)
}

/** The operator's own commands for the repository, after the one that repeats the failure. */
function commands(parts: Parts, repo: string, diagnosis: Diagnosis): string[] {
  const own = parts.config.repositories[repo]?.validation ?? []
  return [...new Set([diagnosis.replay ?? '', ...own])].filter((command) => command !== '')
}

function taskLimits(parts: Parts, narrower: Partial<Task['limits']> = {}): Task['limits'] {
  const { turns, usd, tokens, files, lines } = parts.config.limits
  const limits = { turns, usd, tokens, files, lines }
  for (const key of ['turns', 'usd', 'tokens', 'files', 'lines'] as const) {
    limits[key] = Math.min(limits[key], narrower[key] ?? limits[key])
  }
  return limits
}

function priorityOf(diagnosis: Diagnosis): Priority {
  if (diagnosis.verdict === 'FIXABLE') return 'high'
  return diagnosis.flaky_or_infra ? 'low' : 'normal'
}
