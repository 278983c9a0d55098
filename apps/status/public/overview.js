import { element, fill } from './element.js'
import { ago, chip, time } from './wording.js'

const banner = document.getElementById('banner')
const link = document.getElementById('link')
const glance = document.getElementById('glance')
const workersList = document.getElementById('workers')
const stateSelect = document.getElementById('state')

/** The line under the name: what is going on, in numbers. */
export function showGlance({ version, tasks, queues, workers }) {
  const open = tasks.queued + tasks.running + tasks.reported + tasks.delivering + tasks.watching
  glance.textContent =
    `${open} open, ${tasks.awaiting_approval} await approval, ${tasks.resolved} resolved, ` +
    `${queues.tasks.waiting} in the queue, workers up: ${workers.count}, version ${version}`
}

/** Fills the filter with all states and how many tasks are in each. */
export function showStates(tasks) {
  const chosen = stateSelect.value
  const options = Object.entries(tasks).map(([state, count]) =>
    element('option', { value: state }, `${state.replaceAll('_', ' ')} (${count})`),
  )
  fill(stateSelect, element('option', { value: '' }, 'all'), options)
  stateSelect.value = chosen
}

/** Says what is not as it should be; an empty banner means that all is well. */
export function showBanner({ health, staleSince }) {
  const lines = staleSince
    ? [['down', `stale since ${new Date(staleSince).toLocaleTimeString()}`]]
    : []
  for (const { status, text } of Object.values(health?.checks ?? {})) {
    if (status === 'degraded' || status === 'down') lines.push([status, text])
  }
  const lead = health?.checks.lead
  if (lead?.status === 'down' && lead.seen_at) {
    lines.push(['down', `the lead was last seen ${ago(lead.seen_at)}`])
  }
  const items = lines.map(([status, text]) => element('li', { class: status }, text))
  // Written only when it changes, so that a screen reader is not told the same thing every second.
  if (items.map((item) => item.textContent).join() !== [...banner.children].map(textOf).join()) {
    fill(banner, items)
  }
}

/** Says whether what is shown is live. */
export function showLink({ staleSince, isLive }) {
  const [kind, text] = staleSince
    ? ['down', `stale since ${ago(staleSince)}`]
    : isLive
      ? ['ok', 'live']
      : ['degraded', 'reconnecting']
  link.className = kind
  if (link.textContent !== text) link.textContent = text
}

function textOf(node) {
  return node.textContent
}

export function showWorkers({ workers }) {
  const rows = workers.map(({ worker, host, task_id, sandbox, limits, seen_at }) =>
    element(
      'li',
      {},
      element(
        'span',
        { class: 'line' },
        element('b', {}, worker),
        `on ${host}`,
        chip('sandbox', sandbox),
        time(seen_at),
      ),
      element('span', { class: 'what' }, task_id ? `works on ${task_id}` : 'waits for a task'),
      element('span', { class: 'what' }, limits ?? ''),
    ),
  )
  fill(workersList, rows.length > 0 ? rows : element('li', {}, 'No worker is up.'))
}
