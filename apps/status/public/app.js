import { follow } from './follow.js'
import { showBanner, showGlance, showLink, showStates, showWorkers } from './overview.js'
import { ask, onToken } from './session.js'
import { showDetail, showNoDetail } from './task-detail.js'
import { showTasks } from './task-list.js'
import { addEvent, clearEvents, refreshTimes } from './timeline.js'

/** The shortest time between two loads, in milliseconds, however fast events come. */
const LOAD_MS_MIN = 1_000
/** How often everything is loaded without an event. */
const LOAD_MS_MAX = 10_000
/** Tasks shown at first, and at most. */
const PAGE = 50
const TASKS_MAX = 200

const stateSelect = document.getElementById('state')
const view = { health: null, overview: null, limit: PAGE, staleSince: null, isLive: false }
let isPlanned = false
let loading = Promise.resolve()

/** Loads after a moment; many calls within it are one load. */
function plan() {
  if (isPlanned) return
  isPlanned = true
  setTimeout(() => {
    isPlanned = false
    void load()
  }, LOAD_MS_MIN)
}

/** Loads one after another, so that an old answer never covers a newer one. */
function load() {
  loading = loading.then(loadNow)
  return loading
}

async function loadNow() {
  try {
    view.health = await get('/health')
    view.overview = await get('/api/v1/status')
    showGlance(view.overview)
    showStates(view.overview.tasks)
    showWorkers(await get('/api/v1/workers'))
    await loadTasks()
    await loadDetail()
    view.staleSince = null
  } catch {
    // Nothing new can be shown; the page says since when.
    view.staleSince ??= new Date().toISOString()
  }
  tick()
}

async function loadTasks() {
  const query = new URLSearchParams({ limit: String(view.limit) })
  if (stateSelect.value !== '') query.set('state', stateSelect.value)
  const page = await get(`/api/v1/tasks?${query}`)
  const hasMore = page.next !== null && view.limit < TASKS_MAX
  showTasks(page.tasks, { openId: openTask(), hasMore, hasFilter: stateSelect.value !== '' })
}

async function loadDetail() {
  const id = openTask()
  if (id === null) return showNoDetail(null)
  const response = await ask(`/api/v1/tasks/${encodeURIComponent(id)}`)
  if (response.status === 404) return showNoDetail('This task is not kept any more')
  if (response.status === 400) return showNoDetail('This is not the name of a task')
  if (!response.ok) throw new Error(`task: ${response.status}`)
  showDetail(await response.json())
}

async function get(path) {
  const response = await ask(path)
  // Bad health is answered with 503 and the same body.
  if (!response.ok && path !== '/health') throw new Error(`${path}: ${response.status}`)
  return response.json()
}

function openTask() {
  const match = /^#\/tasks\/([A-Za-z0-9._-]+)$/.exec(location.hash)
  return match ? match[1] : null
}

function tick() {
  showBanner(view)
  showLink(view)
  refreshTimes()
}

stateSelect.addEventListener('change', () => {
  view.limit = PAGE
  void load()
})
document.getElementById('more').addEventListener('click', () => {
  view.limit = Math.min(view.limit + PAGE, TASKS_MAX)
  void load()
})
addEventListener('hashchange', () => {
  void load().then(() => {
    if (openTask() !== null) document.getElementById('detail').focus()
  })
})
onToken(() => void load())
void load()
void follow({
  onEvent: (event) => {
    addEvent(event)
    plan()
  },
  onResync: () => {
    clearEvents()
    plan()
  },
  onLive: (isLive) => {
    view.isLive = isLive
    tick()
  },
})
setInterval(tick, 1_000)
setInterval(() => void load(), LOAD_MS_MAX)
