import { createNotifier } from '@millwright/notify'
import { createTell } from './create-tell.ts'
import { createTurns } from './in-turn.ts'
import type { Parts } from './parts.ts'

/** Puts together what the handlers work with, from what has been opened for them. */
export function createParts(opened: Omit<Parts, 'notifier' | 'inTurn' | 'tell'>): Parts {
  const { config, redact } = opened
  return {
    ...opened,
    notifier: createNotifier(config.notify, { redact }),
    inTurn: createTurns(),
    tell: createTell(opened),
  }
}
