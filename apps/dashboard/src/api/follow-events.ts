import { readMessages } from './read-messages.ts'
import type { Ask } from './session.ts'

/** How long a cut or refused stream waits before it asks again, in milliseconds. */
const RETRY_MS = 2_000

export interface EventListener {
  /** A line of the timeline, with the name to go on after. */
  onEvent(id: string | null, data: string): void
  /** Lines were missed: everything that is shown has to be loaded again. */
  onResync(): void
  onLive(isLive: boolean): void
}

/**
 * Follows the timeline for ever, and goes on after the last event seen when the stream was cut.
 * An EventSource could not carry the token, so the stream is read by hand.
 */
export async function followEvents(ask: Ask, listener: EventListener): Promise<never> {
  let lastId: string | null = null
  for (;;) {
    try {
      const last: Record<string, string> = lastId === null ? {} : { 'last-event-id': lastId }
      const headers = { accept: 'text/event-stream', ...last }
      const response = await ask('/api/v1/events', { headers })
      if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`)
      listener.onLive(true)
      for await (const { id, event, data } of readMessages(response.body)) {
        lastId = id ?? lastId
        if (event === 'timeline') listener.onEvent(id, data)
        if (event === 'resync') listener.onResync()
      }
    } catch {
      // Away or refused: the page says that it is not live, and asks again.
    }
    listener.onLive(false)
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}
