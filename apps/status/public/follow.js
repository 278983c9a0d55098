/** How long a refused stream waits before it asks again. */
const RETRY_MS = 5_000

/**
 * Follows the timeline for ever. The browser comes back by itself, with the name of the last event,
 * after a cut; after a refusal it does not, so that is done here.
 */
export function follow({ onEvent, onResync, onLive }) {
  const stream = new EventSource('/api/v1/events')
  stream.addEventListener('open', () => onLive(true))
  stream.addEventListener('timeline', ({ data }) => onEvent(JSON.parse(data)))
  stream.addEventListener('resync', onResync)
  stream.addEventListener('error', () => {
    onLive(false)
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(() => follow({ onEvent, onResync, onLive }), RETRY_MS)
    }
  })
}
