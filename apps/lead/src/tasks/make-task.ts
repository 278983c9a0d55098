import { policyHash } from '@millwright/config'
import type { Diagnosis, Priority, Task } from '@millwright/protocol'
import { promptValues } from '@millwright/template'
import { distil, taskTypeOf } from '@millwright/triage'
import { learntFromRerun } from '../judging/learnt-from-rerun.ts'
import type { Parts } from '../parts.ts'
import { renderPicked } from '../rollout/render-picked.ts'
import { learntBefore } from './learnt-before.ts'
import type { Acting } from './open-task.ts'
import { taskIdOf } from './task-id-of.ts'
import { taskLimits } from './task-limits.ts'
import { versionOf } from './version-of.ts'

/** Builds the task of one failure: its prompt, its limits and the commands that prove it. */
export async function makeTask(parts: Parts, acting: Acting): Promise<Task> {
  const { config, redact } = parts
  const { failure, diagnosis, verdict } = acting
  const { repo, head_branch, pr_number, base_sha } = failure
  const logs = redact(distil(diagnosis))
  const type = verdict === 'ESCALATE' ? 'escalate' : taskTypeOf({ ...diagnosis, verdict })
  const base = {
    task_id: taskIdOf(failure),
    type,
    priority: priorityOf(acting),
    inputs: { branch: head_branch, logs, diagnosis, ...(pr_number && { pr_number }) },
    validation: commands(parts, repo, diagnosis),
    timeout_minutes: config.limits.task_minutes,
    retry_count: 0,
    created_at: new Date().toISOString(),
    repo,
    head_sha: failure.head_sha,
    ...(base_sha && { base_sha }),
    trust: acting.isReportOnly ? ('fork' as const) : ('own' as const),
    failure_id: failure.failure_id,
    incident: diagnosis.fingerprint,
    verdict,
    policy_hash: policyHash(config, repo),
  }
  if (type === 'escalate') {
    const template = { name: 'none', hash: 'none' }
    const limits = taskLimits(config)
    return { ...base, prompt: '', system: '', deliverables: [], template, limits }
  }
  const learnt = [
    await learntFromRerun(parts, acting),
    await learntBefore(parts, acting, base.task_id),
  ]
  const previous = redact(learnt.filter((text) => text !== '').join('\n'))
  const values = promptValues(failure, diagnosis, { type, logs, previous })
  const wanted = { type, repo, taskId: base.task_id }
  const { template, rendered } = await renderPicked(parts, wanted, values)
  await parts.store.savePromptVersion(versionOf(template), false)
  const { system, user } = rendered
  return {
    ...base,
    prompt: user,
    system,
    deliverables: [...template.deliverables],
    template: { name: template.name, hash: template.hash },
    limits: taskLimits(config, template.limits),
    ...(template.model !== undefined && { model: template.model }),
  }
}

/** The command that repeats the failure, then the operator's own for the repository. */
function commands(parts: Parts, repo: string, diagnosis: Diagnosis): string[] {
  const own = parts.config.repositories[repo]?.validation ?? []
  return [...new Set([diagnosis.replay ?? '', ...own])].filter((command) => command !== '')
}

function priorityOf({ diagnosis, isCritical }: Acting): Priority {
  if (isCritical) return 'critical'
  if (diagnosis.verdict === 'FIXABLE') return 'high'
  return diagnosis.flaky_or_infra ? 'low' : 'normal'
}
