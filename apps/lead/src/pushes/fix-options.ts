import { commitMessage, type PublishOptions } from '@millwright/delivery'
import { objectionToIndex } from '@millwright/gate'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { commitOptions } from './commit-options.ts'

/** What the one commit of a task is made of: the same each time, so that it can be found again. */
export function fixOptions(
  parts: Parts,
  record: TaskRecord,
  patch: string,
  token: string,
): PublishOptions {
  return {
    ...commitOptions(parts, record, token),
    patch,
    objectToIndex: objectionToIndex,
    message: commitMessage(record),
  }
}
