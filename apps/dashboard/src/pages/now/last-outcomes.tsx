import type { TaskList } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { TaskLine } from '../../parts/task-line.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

const SHOWN = 12
const open = ['queued', 'running', 'reported', 'delivering', 'watching', 'awaiting_approval']

/** The tasks that came to an end last. */
export function LastOutcomes() {
  const list = useLoaded<TaskList>('/api/v1/tasks?limit=60')
  const ended = (list.value?.tasks ?? [])
    .filter(({ state }) => !open.includes(state))
    .toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))
  return (
    <Card title="Last outcomes" id="last" aside={<a href={address(['tasks'])}>All tasks</a>}>
      <Unloaded of={list} what="the last tasks" />
      {list.value && ended.length === 0 && (
        <p>
          None yet. The first red CI run of a configured repository makes a task, or a line under
          “Why is nothing happening?”.
        </p>
      )}
      <ul class="lines">
        {ended.slice(0, SHOWN).map((task) => (
          <TaskLine key={task.task_id} task={task} />
        ))}
      </ul>
    </Card>
  )
}
