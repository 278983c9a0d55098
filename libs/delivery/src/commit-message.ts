import { createHash } from 'node:crypto'
import type { TaskRecord, TaskType } from '@millwright/protocol'

const subjects: Record<TaskType, string> = {
  fix_test_failure: 'Fix the failing test',
  fix_lint: 'Fix what the linter found',
  fix_format: 'Format the code',
  fix_types: 'Fix the type error',
  fix_build: 'Fix the build',
  fix_dependency: 'Fix the dependencies',
  fix_config: 'Fix the configuration',
  investigate: 'Fix the failing job',
  escalate: 'Fix the failing job',
}

/**
 * The message of the one commit for a task, with the trailers by which we know it again.
 * It holds no word of a log or a model: GitHub acts on `@name`, `fixes #1` and `[skip ci]` there.
 */
export function commitMessage(record: TaskRecord): string {
  const { task, result } = record
  const { category, rule, fingerprint } = task.inputs.diagnosis
  const proof = createHash('sha256')
    .update(JSON.stringify(result?.proof ?? null))
    .digest('hex')
  const maker = result?.fixed_by === 'autofix' ? "the project's own tool" : 'a language model'
  return `${subjects[task.type]}

A CI job failed on ${task.head_sha.slice(0, 12)} (${category}, rule ${word(rule)}).
The change was made by ${maker}, and its checks were red before and green after.

Millwright-Task: ${word(task.task_id)}
Millwright-Diagnosis: ${category} ${word(fingerprint)}
Millwright-Proof: sha256:${proof}
`
}

/** The message of the commit that takes ours back; it holds no stranger's word either. */
export function revertMessage({ task, delivery }: TaskRecord): string {
  const commit = delivery.commit_sha ?? 'none'
  return `Revert "${subjects[task.type]}"

CI is red on ${commit.slice(0, 12)} of a cause that was not red before it.
This brings back the tree of ${task.head_sha.slice(0, 12)}.

Millwright-Task: ${word(task.task_id)}
Millwright-Reverts: ${word(commit)}
`
}

/** One word of harmless characters. */
function word(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._:/-]/g, '').slice(0, 200) || 'none'
}
