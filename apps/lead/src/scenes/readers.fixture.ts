import type { Store } from '@millwright/store'

/** Short ways to read the lead's file. */
export function readers(store: Store) {
  return {
    /** The name of the task, where there is one and no more. */
    onlyTask: async (): Promise<string> => {
      const [record, ...others] = await store.listTasks({ limit: 2 })
      if (!record || others.length > 0) throw new Error('there is not exactly one task')
      return record.task.task_id
    },
    /** All tasks, oldest first, as `state: reason`. */
    tasks: async (): Promise<string[]> => {
      const newestFirst = await store.listTasks({ limit: 100 })
      return newestFirst.map(({ state, reason }) => `${state}: ${reason}`).toReversed()
    },
    /** All decisions, oldest first, as `answer: reason`. */
    decisions: async (): Promise<string[]> => {
      const newestFirst = await store.listDecisions({ limit: 100 })
      return newestFirst.map(({ answer, reason }) => `${answer}: ${reason}`).toReversed()
    },
  }
}
