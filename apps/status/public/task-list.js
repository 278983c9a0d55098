import { element, fill } from './element.js'
import { chip, place, time } from './wording.js'

const list = document.getElementById('task-list')
const note = document.getElementById('task-note')
const more = document.getElementById('more')

/** Shows the tasks; the one that is open is marked. */
export function showTasks(tasks, { openId, hasMore, hasFilter }) {
  // Rows are made anew, so the reader's place among them is put back.
  const focused = document.activeElement?.getAttribute('data-task')
  fill(
    list,
    tasks.map((task) => row(task, openId)),
  )
  more.hidden = !hasMore
  note.textContent = tasks.length > 0 ? '' : emptyNote(hasFilter)
  if (focused) list.querySelector(`[data-task="${CSS.escape(focused)}"]`)?.focus()
}

function row(task, openId) {
  const isOpen = task.task_id === openId
  const link = {
    href: `#/tasks/${encodeURIComponent(task.task_id)}`,
    'data-task': task.task_id,
    'aria-current': isOpen && 'true',
  }
  return element(
    'li',
    {},
    element(
      'a',
      link,
      element(
        'span',
        { class: 'line' },
        chip('state', task.state),
        chip('verdict', task.verdict),
        element('span', { class: 'place' }, place(task.repo, task.pr_number, task.branch)),
        time(task.updated_at),
      ),
      element('span', { class: 'what' }, `${task.category}: ${task.summary}`),
      element('span', { class: 'why' }, task.reason),
    ),
  )
}

function emptyNote(hasFilter) {
  if (hasFilter) return 'No task is in this state.'
  return 'No task yet. The first red CI run of a configured repository makes one.'
}
