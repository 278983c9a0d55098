import type { TaskList } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { TaskLine } from '../../parts/task-line.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

const SHOWN = 8

/** Patches that wait for a yes, then what was handed to people; the oldest first. */
export function NeedsYou() {
  const waiting = useLoaded<TaskList>('/api/v1/tasks?state=awaiting_approval&limit=50')
  const escalated = useLoaded<TaskList>(`/api/v1/tasks?state=escalated&limit=${SHOWN}`)
  const approvals = (waiting.value?.tasks ?? []).toReversed()
  const tasks = [...approvals, ...(escalated.value?.tasks ?? [])]
  return (
    <Card
      title="Needs you"
      id="needs-you"
      aside={approvals.length > 0 && <a href={address(['approvals'])}>Decide</a>}
    >
      <Unloaded of={waiting} what="what waits for a person" />
      <Unloaded of={escalated} what="what was escalated" />
      {tasks.length > 0 && (
        <ul class="lines">
          {tasks.slice(0, SHOWN).map((task) => (
            <TaskLine key={task.task_id} task={task} />
          ))}
        </ul>
      )}
      {tasks.length > SHOWN && (
        <p>
          <a href={address(['tasks'], { state: 'escalated' })}>All that were escalated</a>
        </p>
      )}
      {waiting.value && escalated.value && tasks.length === 0 && <p>Nothing waits for you.</p>}
    </Card>
  )
}
