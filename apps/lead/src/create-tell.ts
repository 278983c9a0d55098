import { cleanText } from '@millwright/template'
import type { Parts } from './parts.ts'

const EVENT_CHARS_MAX = 1000

/** Makes the one way onto the timeline: what is told is redacted, cleaned and cut. */
export function createTell({
  store,
  redact,
  logger,
}: Pick<Parts, 'store' | 'redact' | 'logger'>): Parts['tell'] {
  return async (event) => {
    const text = cleanText(redact(event.text)).slice(0, EVENT_CHARS_MAX)
    await store.addEvent({ ...event, text, at: new Date().toISOString() })
    logger.info({ repo: event.repo, taskId: event.task_id, detail: text }, event.kind)
  }
}
