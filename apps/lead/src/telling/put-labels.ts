import type { TaskRecord, TaskState } from '@millwright/protocol'
import type { Parts } from '../parts.ts'

/** States in which a patch of ours is there for people to see. */
const labelled: ReadonlySet<TaskState> = new Set(['awaiting_approval', 'watching', 'resolved'])

/**
 * Puts the labels that the operator asks for on the pull request of a task, once for each commit
 * that it stands on: one that a person takes off stays off. A credential that may not is told of
 * once for each repository.
 */
export async function putLabels(parts: Parts, record: TaskRecord, pr: number): Promise<void> {
  const { config, github, store, tell } = parts
  const { repo, head_sha } = record.task
  const labels = config.repositories[repo]?.labels ?? []
  if (labels.length === 0 || !labelled.has(record.state)) return
  const name = `labels.${repo}.${pr}.${head_sha}`
  if ((await store.getIntent(name)) !== null) return
  const answer = await github.addLabels(repo, pr, labels)
  // After it: whoever was cut off puts them on again, which changes nothing.
  await store.putIntent(name, answer)
  if (answer === 'done' || (await store.getIntent(`no-labels.${repo}`)) !== null) return
  await tell({
    kind: 'github',
    repo,
    pr_number: pr,
    text: `no labels on #${pr}: GitHub refused them`,
  })
  await store.putIntent(`no-labels.${repo}`, true)
}
