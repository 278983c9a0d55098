import { readMessages } from './read-messages.js'
import { ask } from './session.js'

/** How long a cut or refused stream waits before it asks again. */
const RETRY_MS = 2_000

/**
 * Follows the timeline for ever, and goes on after the last event seen when the stream was cut.
 * An EventSource could not show the token, so the stream is read by hand.
 */
export async function follow({ onEvent, onResync, onLive }) {
  let lastId = null
  for (;;) {
    try {
      const last = lastId === null ? {} : { 'last-event-id': lastId }
      const response = await ask('/api/v1/events', {
        headers: { accept: 'text/event-stream', ...last },
      })
      if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`)
      onLive(true)
      for await (const { id, event, data } of readMessages(response.body)) {
        lastId = id ?? lastId
        if (event === 'timeline') onEvent(JSON.parse(data))
        if (event === 'resync') onResync()
      }
    } catch {
      // Away or refused: the page says that it is not live, and asks again.
    }
    onLive(false)
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}
