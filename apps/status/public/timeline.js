import { element, fill } from './element.js'
import { ago, time } from './wording.js'

/** The most lines that stay on the page. */
const LINES_MAX = 100
const list = document.getElementById('timeline')

/** Adds an event at the top; the oldest line goes beyond LINES_MAX. */
export function addEvent(event) {
  list.prepend(line(event))
  while (list.children.length > LINES_MAX) list.lastChild.remove()
}

export function clearEvents() {
  fill(list)
}

/** Brings "how long ago" up to date, here and everywhere else on the page. */
export function refreshTimes() {
  for (const node of document.querySelectorAll('time')) {
    node.textContent = ago(node.getAttribute('datetime'))
  }
}

function line({ at, kind, repo, task_id, text }) {
  const where = task_id
    ? element('a', { href: `#/tasks/${encodeURIComponent(task_id)}` }, task_id)
    : (repo ?? null)
  return element(
    'li',
    {},
    element('span', { class: 'line' }, element('b', {}, kind), where, time(at)),
    element('span', { class: 'what' }, text),
  )
}
