import { batch, type Signal, signal } from '@preact/signals'
import type { Health, Overview, TimelineEvent } from '../api/answers.ts'
import type { Api } from '../api/api.ts'
import { followEvents } from '../api/follow-events.ts'
import type { Ask } from '../api/session.ts'

/** The shortest time between two loads, in milliseconds, however fast events come. */
const LOAD_MS_MIN = 1_000
/** How often everything is loaded without an event. */
const LOAD_MS_MAX = 10_000
/** Lines of the timeline that are kept. */
const EVENTS_MAX = 200

/** A line of the timeline with a number of its own. */
export type Line = TimelineEvent & { readonly nth: number }

/** What every page shows, and the beat at which pages load their own. */
export interface Live {
  readonly overview: Signal<Overview | null>
  readonly health: Signal<Health | null>
  /** The newest first. */
  readonly lines: Signal<readonly Line[]>
  /** Grows when there may be something new to load. */
  readonly beat: Signal<number>
  readonly nowMs: Signal<number>
  readonly isLive: Signal<boolean>
  /** Since when nothing could be loaded, in milliseconds; null while all is well. */
  readonly staleMs: Signal<number | null>
  /** Loads soon; many calls within LOAD_MS_MIN are one load. */
  refresh(): void
}

/** Starts to load and to follow; goes on as long as the page is open. */
export function startLive(api: Api, ask: Ask): Live {
  const live = {
    overview: signal<Overview | null>(null),
    health: signal<Health | null>(null),
    lines: signal<readonly Line[]>([]),
    beat: signal(0),
    nowMs: signal(Date.now()),
    isLive: signal(false),
    staleMs: signal<number | null>(null),
  }
  let isPlanned = false
  let isLoading = false
  let isWantedAgain = false
  let count = 0

  async function load(): Promise<void> {
    if (isLoading) {
      isWantedAgain = true
      return
    }
    isLoading = true
    try {
      const health = await api.get<Health>('/health')
      const overview = await api.get<Overview>('/api/v1/status')
      batch(() => {
        live.health.value = health
        live.overview.value = overview
        live.staleMs.value = null
        live.beat.value += 1
      })
    } catch {
      // Nothing new can be shown; the page says since when.
      live.staleMs.value ??= Date.now()
    }
    isLoading = false
    if (isWantedAgain) refresh()
    isWantedAgain = false
  }

  function refresh(): void {
    if (isPlanned) return
    isPlanned = true
    setTimeout(() => {
      isPlanned = false
      void load()
    }, LOAD_MS_MIN)
  }

  void load()
  setInterval(() => void load(), LOAD_MS_MAX)
  setInterval(() => {
    live.nowMs.value = Date.now()
  }, 1_000)
  void followEvents(ask, {
    onEvent: (_id, data) => {
      const event: TimelineEvent = JSON.parse(data)
      count += 1
      live.lines.value = [{ ...event, nth: count }, ...live.lines.value].slice(0, EVENTS_MAX)
      refresh()
    },
    onResync: () => {
      live.lines.value = []
      refresh()
    },
    onLive: (isLive) => {
      live.isLive.value = isLive
      if (isLive) refresh()
    },
  })
  return { ...live, refresh }
}
