import { EventError, parseEvent } from '@millwright/github'
import type { Delivery } from '@millwright/queue'

/**
 * What GitHub delivered, as far as it is understood; `ignored` when that is nothing to us.
 * `body` gives the body's JSON and may throw a SyntaxError.
 */
export function readDelivery(
  about: Pick<Delivery, 'delivery_id' | 'event' | 'source'>,
  body: () => unknown,
): Delivery | 'ignored' | 'unreadable' {
  try {
    const payload = parseEvent(about.event, body())
    if (payload.kind === 'ignored' || payload.kind === 'ping') return 'ignored'
    return { ...about, received_at: new Date().toISOString(), payload }
  } catch (error) {
    if (error instanceof EventError || error instanceof SyntaxError) return 'unreadable'
    throw error
  }
}
