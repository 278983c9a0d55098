import type { ComponentChildren } from 'preact'
import type { TaskSummary } from '../api/answers.ts'
import { address } from '../shell/route.ts'
import { StateChip } from './chip.tsx'
import { Time } from './time.tsx'
import { visible } from './visible.ts'
import { place } from './words.ts'

/** One task in a list: where, what, and why it is in its state. */
export function TaskLine({ task, before }: { task: TaskSummary; before?: ComponentChildren }) {
  return (
    <li class="task-line">
      {before}
      <div class="task-text">
        <p class="row">
          <a data-row href={address(['tasks', task.task_id])}>
            {visible(place(task.repo, task.pr_number, task.branch))}
          </a>
          <StateChip state={task.state} />
          <span class="soft verdict">{task.verdict}</span>
          <Time at={task.updated_at} />
        </p>
        <p class="what">
          <span class="soft">{task.category}</span> {visible(task.summary)}
        </p>
        {task.reason !== `${task.category}: ${task.summary}` && (
          <p class="why">{visible(task.reason)}</p>
        )}
      </div>
    </li>
  )
}
