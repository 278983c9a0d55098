import type { Diagnosis, Failure, TaskType } from '@millwright/protocol'
import { untrusted } from './untrusted.ts'

/** What a prompt says of a failed job. */
export type PromptFailure = Pick<
  Failure,
  'repo' | 'head_branch' | 'pr_number' | 'head_sha' | 'job_name'
>

/** What templates may use. Whatever a stranger could have written is marked as untrusted. */
export function promptValues(
  failure: PromptFailure,
  diagnosis: Diagnosis,
  told: { type: TaskType; logs: string; previous: string },
) {
  return {
    repo: failure.repo,
    branch: untrusted(failure.head_branch, 'branch'),
    pr_number: failure.pr_number ?? 0,
    head_sha: failure.head_sha,
    type: told.type,
    category: diagnosis.category,
    summary: untrusted(diagnosis.summary, 'summary'),
    command: untrusted(diagnosis.step.command, 'step'),
    replay: untrusted(diagnosis.replay ?? '', 'replay'),
    evidence: untrusted(told.logs, 'ci-log'),
    files: untrusted(diagnosis.files.map((f) => f.path).join('\n'), 'files'),
    failing_tests: untrusted(diagnosis.failing_tests.join('\n'), 'tests'),
    job_name: untrusted(failure.job_name, 'job'),
    previous: untrusted(told.previous, 'previous-attempt'),
  }
}
