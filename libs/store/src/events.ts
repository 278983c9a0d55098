import { EVENTS_MAX, storeKeys, TimelineEvent } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { EVENT_CHARS_MAX, LIST_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'

/** One line of the timeline with its name, which only grows: `<ms>-<n>`. */
export interface StoredEvent {
  readonly id: string
  readonly event: TimelineEvent
}

export interface EventFilter {
  /** The name of the last event seen; null for the newest `limit` events. */
  readonly after: string | null
  /** At most LIST_MAX. */
  readonly limit: number
}

/** Adds a line to the timeline, cut to EVENT_CHARS_MAX; returns its name. */
export async function addEvent(redis: Redis, event: TimelineEvent): Promise<string> {
  const text = event.text.slice(0, EVENT_CHARS_MAX)
  const line = JSON.stringify(TimelineEvent.parse({ ...event, text }))
  const id = await redis.xadd(storeKeys.events, 'MAXLEN', '~', EVENTS_MAX, '*', 'event', line)
  return id ?? ''
}

/** Events in the order they were added. */
export async function readEvents(redis: Redis, filter: EventFilter): Promise<StoredEvent[]> {
  const limit = Math.min(filter.limit, LIST_MAX)
  const entries =
    filter.after === null
      ? (await redis.xrevrange(storeKeys.events, '+', '-', 'COUNT', limit)).reverse()
      : await redis.xrange(storeKeys.events, `(${filter.after}`, '+', 'COUNT', limit)
  return entries.flatMap(([id, fields]) => {
    const event = tryRecord(TimelineEvent, fields[1])
    return event ? [{ id, event }] : []
  })
}

/** False when the event is no longer kept: who saw it last may have missed some after it. */
export async function hasEvent(redis: Redis, id: string): Promise<boolean> {
  return (await redis.xrange(storeKeys.events, id, id)).length === 1
}
