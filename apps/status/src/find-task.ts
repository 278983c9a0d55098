import type { TaskRecord } from '@millwright/protocol'
import { StatusError } from './status-error.ts'
import type { StatusParts } from './status-parts.ts'

/**
 * The lead's file on one task.
 * @throws StatusError `MW_NOT_FOUND`.
 */
export async function findTask({ store }: Pick<StatusParts, 'store'>, id: string) {
  const record: TaskRecord | null = await store.getTask(id)
  if (record !== null) return record
  const next = 'the list of tasks (millwright tasks ls) has those that are kept'
  throw new StatusError('MW_NOT_FOUND', `there is no such task, or no longer: ${next}`)
}
