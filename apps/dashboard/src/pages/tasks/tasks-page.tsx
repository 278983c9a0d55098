import { useState } from 'preact/hooks'
import type { TaskList } from '../../api/answers.ts'
import { TaskLine } from '../../parts/task-line.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useParts } from '../../shell/parts.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Bulk } from './bulk.tsx'
import { Filters, filtersIn } from './filters.tsx'
import { useFurther } from './use-further.ts'

/** Tasks shown at first, and at most: more are found with the filters. */
const PAGE = 50
const SHOWN_MAX = 500

/** All tasks, newest first, as far as the filters let them through. */
export function TasksPage() {
  const { route } = useParts()
  const filters = filtersIn(route.value.query)
  const isNarrowed = Object.keys(filters).length > 0
  const [limit, setLimit] = useState(PAGE)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const asked = new URLSearchParams({ ...filters, limit: String(limit) })
  const list = useLoaded<TaskList>(`/api/v1/tasks?${asked}`)
  const further = useFurther(String(new URLSearchParams(filters)), list.value, limit)
  const tasks = [...(list.value?.tasks ?? []), ...further.tasks]
  const isFull = list.value !== null && list.value.tasks.length >= limit
  const hasMore = isFull && list.value?.next !== null && limit < SHOWN_MAX

  return (
    <>
      <Filters />
      <Bulk
        chosen={chosen}
        search={isNarrowed ? filters : null}
        onDone={() => setChosen(new Set())}
      />
      <section class="card" aria-label="Tasks">
        <Unloaded of={list} what="the tasks" />
        {further.isLooking && <p class="soft">Looking further back.</p>}
        {list.value && tasks.length === 0 && !further.isLooking && <p>{emptyWords(isNarrowed)}</p>}
        <ul class="lines">
          {tasks.map((task) => (
            <TaskLine
              key={task.task_id}
              task={task}
              before={
                <input
                  type="checkbox"
                  aria-label={`Select ${task.task_id}`}
                  checked={chosen.has(task.task_id)}
                  onChange={() => setChosen(toggled(chosen, task.task_id))}
                />
              }
            />
          ))}
        </ul>
        {hasMore && (
          <button type="button" onClick={() => setLimit(Math.min(limit * 2, SHOWN_MAX))}>
            Older tasks
          </button>
        )}
        {limit >= SHOWN_MAX && list.value?.next && (
          <p class="soft">{SHOWN_MAX} tasks are shown; the filters find the others.</p>
        )}
      </section>
    </>
  )
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

function emptyWords(isNarrowed: boolean): string {
  if (isNarrowed) return 'No task passes these filters.'
  return 'No task yet. The first red CI run of a configured repository makes one.'
}
