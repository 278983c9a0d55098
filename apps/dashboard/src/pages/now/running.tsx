import type { TaskList, TaskSummary } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { Time } from '../../parts/time.tsx'
import { visible } from '../../parts/visible.ts'
import { place } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

/** Tasks shown; the list of tasks has the others. */
const SHOWN = 8
const states = ['running', 'reported', 'delivering', 'watching'] as const

/** What is under way, each with the last thing that was said of it. */
export function Running() {
  const running = useLoaded<TaskList>(`/api/v1/tasks?state=running&limit=${SHOWN}`)
  const watching = useLoaded<TaskList>(`/api/v1/tasks?state=watching&limit=${SHOWN}`)
  const overview = useParts().live.overview.value
  const tasks = [...(running.value?.tasks ?? []), ...(watching.value?.tasks ?? [])]
  const all = overview ? states.reduce((sum, state) => sum + overview.tasks[state], 0) : 0
  return (
    <Card title="Running" id="running" aside={<span class="soft">{all}</span>}>
      {tasks.length === 0 && <p>No task is under way.</p>}
      <ul class="lines">
        {tasks.slice(0, SHOWN).map((task) => (
          <RunningTask key={task.task_id} task={task} />
        ))}
      </ul>
    </Card>
  )
}

function RunningTask({ task }: { task: TaskSummary }) {
  const { live } = useParts()
  const step = live.lines.value.find(({ task_id }) => task_id === task.task_id)
  return (
    <li class="task-line">
      <div class="task-text">
        <p class="row">
          <a data-row href={address(['tasks', task.task_id])}>
            {visible(place(task.repo, task.pr_number, task.branch))}
          </a>
          <span class="soft">{visible(task.worker ?? 'GitHub’s CI')}</span>
          <Time at={task.updated_at} />
        </p>
        <p class="what">{visible(task.summary)}</p>
        <p class="why step">{visible(step?.text ?? task.reason)}</p>
      </div>
    </li>
  )
}
