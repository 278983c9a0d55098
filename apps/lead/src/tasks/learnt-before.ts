import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import type { Acting } from './open-task.ts'

/** Tasks of other pull requests whose lessons are told; the newest. */
const ELSEWHERE_MAX = 5

/**
 * What earlier tasks with the same cause learnt, the nearest last: those of other pull requests and
 * then those of this one.
 */
export async function learntBefore(
  parts: Parts,
  { failure, diagnosis }: Acting,
  taskIdNow: string,
): Promise<string> {
  const place = String(failure.pr_number ?? failure.head_branch)
  const tasks = await parts.store.tasksOfPullRequest(failure.repo, place)
  const here = tasks.filter(
    ({ task }) => task.incident === diagnosis.fingerprint && task.task_id !== taskIdNow,
  )
  const known = new Set([taskIdNow, ...tasks.map(({ task }) => task.task_id)])
  // What no rule knows has no cause that could be known again.
  const elsewhere =
    diagnosis.rule === 'none' ? [] : await tasksElsewhere(parts, failure, diagnosis, known)
  return [
    ...elsewhere.map((one) => `${placeOf(one)}: ${lessonOf(one)}`),
    ...here.map(lessonOf),
  ].join('\n')
}

async function tasksElsewhere(
  { store }: Parts,
  { repo }: Acting['failure'],
  { fingerprint }: Acting['diagnosis'],
  known: ReadonlySet<string>,
): Promise<TaskRecord[]> {
  const failures = await store.failuresOfCause(repo, fingerprint)
  const ids = new Set(failures.map(({ task_id }) => task_id))
  const found: TaskRecord[] = []
  for (const id of ids) {
    if (id === null || known.has(id) || found.length >= ELSEWHERE_MAX) continue
    const record = await store.getTask(id)
    // What a worker says after reading a fork's files is for that fork's pull request alone.
    if (record?.result && record.task.trust !== 'fork') found.unshift(record)
  }
  return found
}

function placeOf({ task }: TaskRecord): string {
  const { pr_number, branch } = task.inputs
  return pr_number === undefined ? branch : `#${pr_number}`
}

function lessonOf({ state, reason, result, delivery }: TaskRecord): string {
  const lesson = `${result?.outcome ?? state}: ${result?.summary ?? reason}`
  return delivery.revert_sha === undefined ? lesson : `${lesson}; then ${reason}`
}
