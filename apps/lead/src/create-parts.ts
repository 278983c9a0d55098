import { createNotifier } from '@millwright/notify'
import { cleanText } from '@millwright/template'
import { createTurns } from './in-turn.ts'
import type { Parts } from './parts.ts'

const EVENT_CHARS_MAX = 1000

/** Puts together what the handlers work with, from what has been opened for them. */
export function createParts(opened: Omit<Parts, 'notifier' | 'inTurn' | 'tell'>): Parts {
  const { config, logger, redact, store } = opened
  return {
    ...opened,
    notifier: createNotifier(config.notify, { redact, logger }),
    inTurn: createTurns(),
    tell: async (event) => {
      const text = cleanText(redact(event.text)).slice(0, EVENT_CHARS_MAX)
      await store.addEvent({ ...event, text, at: new Date().toISOString() })
      logger.info({ repo: event.repo, taskId: event.task_id, detail: text }, event.kind)
    },
  }
}
