import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'

/** A lead that dies, by an error `cut`, right before it files a record of which `isIt` is true. */
export function cutBeforeFiling(lead: Parts, isIt: (record: TaskRecord) => boolean): Parts {
  const { changeTask } = lead.store
  const store: Parts['store'] = {
    ...lead.store,
    changeTask: (taskId, states, change) =>
      changeTask(taskId, states, (record) => {
        const after = change(record)
        if (isIt(after)) throw new Error('cut')
        return after
      }),
  }
  return { ...lead, store }
}
