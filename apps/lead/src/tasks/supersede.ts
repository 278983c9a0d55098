import { isFinished, type TaskRecord, type TaskState } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { revertKey } from '../pushes/revert-key.ts'
import { stopTask } from './stop-task.ts'

export interface Moved {
  repo: string
  pr: number | null
  branch: string | null
  /** The head that was announced; null when the pull request was closed. */
  sha: string | null
}

/** States in which a push of ours is on its way: the push itself is refused when the head moved. */
const ourPushUnderWay: readonly TaskState[] = ['delivering']

/** Stops the tasks of a pull request or branch whose head they no longer stand on. */
export async function supersede(parts: Parts, moved: Moved): Promise<void> {
  const { store, config } = parts
  if (!config.repositories[moved.repo]) return
  const places = [moved.pr, moved.branch].filter((p) => p !== null).map(String)
  const records: TaskRecord[] = []
  for (const place of places) records.push(...(await store.tasksOfPullRequest(moved.repo, place)))
  for (const record of records.filter(({ state }) => !isFinished(state))) {
    if (ourPushUnderWay.includes(record.state)) continue
    const reason = await whySuperseded(parts, moved, record)
    if (reason) await stopTask(parts, record.task.task_id, 'superseded', reason)
  }
}

/** The event may be old, so the head is read again before anything is stopped. */
async function whySuperseded(parts: Parts, moved: Moved, record: TaskRecord) {
  const { task, delivery } = record
  if (moved.sha === null) return 'the pull request was closed'
  const head = await parts.github.branchHead(task.repo, task.inputs.branch)
  if (head === null) return 'the branch was deleted'
  if (head === task.head_sha || head === delivery.commit_sha) return null
  // Perhaps it is our own revert that moved it; whoever makes that settles the task as well.
  if ((await parts.store.getIntent(revertKey(record))) !== null) return null
  return `the branch moved on to ${head.slice(0, 7)}`
}
