import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredEvent } from '@millwright/store'
import { isOver } from '../access/is-over.ts'
import * as limits from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const eventName = /^\d{1,20}-\d{1,20}$/

/**
 * The timeline as server-sent events. `Last-Event-ID` goes on where a reader stopped (`0-0`: from
 * the first event kept); when that event is no longer kept, an event `resync` says that some were
 * missed. Each reader is served from the stream at its own pace, so a slow one costs no memory
 * here. A stream that took a session ends with it.
 */
export function addEvents(server: StatusServer, parts: StatusParts): void {
  const { access, store, logger } = parts
  let open = 0
  const closing = new AbortController()
  server.addHook('preClose', async () => closing.abort())

  server.get('/api/v1/events', {
    sse: 'only',
    schema: { summary: 'The timeline, live (text/event-stream)' },
    handler: async (request, reply) => {
      if (open >= limits.STREAMS_MAX) {
        const why = `${limits.STREAMS_MAX} event streams are open already; close one`
        throw new StatusError('MW_STREAMS_FULL', why)
      }
      open += 1
      const gone = new AbortController()
      reply.sse.onClose(() => gone.abort())
      const signal = AbortSignal.any([gone.signal, closing.signal])
      const session = access.isReadingOpen(request) ? null : access.sessionOf(request)
      const mayRead = async () => session === null || !(await isOver(parts, session))
      try {
        reply.sse.sendHeaders()
        // Without this the reader would not know that it is connected until the first event.
        reply.raw.flushHeaders()
        for await (const message of follow(reply.sse.lastEventId, mayRead, signal)) {
          await reply.sse.send(message)
        }
      } catch (err) {
        // The head is sent, so there is no answer left to give; the reader comes back by itself.
        if (!signal.aborted) logger.warn({ err }, 'event stream ended')
      } finally {
        open -= 1
      }
    },
  })

  async function* follow(
    lastSeen: string | null,
    mayRead: () => Promise<boolean>,
    signal: AbortSignal,
  ) {
    let after = lastSeen !== null && eventName.test(lastSeen) ? lastSeen : null
    const isKnown = after === '0-0' || (after !== null && (await store.hasEvent(after)))
    if (lastSeen !== null && !isKnown) {
      after = null
      yield { event: 'resync', data: {} }
    }
    const first = await store.readEvents({ after, limit: firstPage(after) })
    for (const event of first) yield toMessage(event)
    after = first.at(-1)?.id ?? after ?? '0-0'
    while (!signal.aborted && (await mayRead())) {
      const events = await store.readEvents({ after, limit: limits.EVENTS_PAGE })
      for (const event of events) yield toMessage(event)
      after = events.at(-1)?.id ?? after
      if (events.length === 0) await pause(signal)
    }
  }
}

function firstPage(after: string | null): number {
  return after === null ? limits.EVENTS_AT_START : limits.EVENTS_PAGE
}

function toMessage({ id, event }: StoredEvent) {
  return { id, event: 'timeline', data: event }
}

async function pause(signal: AbortSignal): Promise<void> {
  // Aborted means that the loop above ends at its next look.
  await sleep(limits.EVENT_POLL_MS, undefined, { signal }).catch(() => undefined)
}
