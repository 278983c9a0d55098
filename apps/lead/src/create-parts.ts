import { createNotifier } from '@millwright/notify'
import { createRecent } from './create-recent.ts'
import { createTell } from './create-tell.ts'
import { createTurns } from './in-turn.ts'
import type { Parts } from './parts.ts'
import { GREEN_LOGS_MAX } from './runs/green-lines-for.ts'

/** Puts together what the handlers work with, from what has been opened for them. */
export function createParts(
  opened: Omit<Parts, 'notifier' | 'inTurn' | 'tell' | 'greenLogs'>,
): Parts {
  const { config, redact } = opened
  return {
    ...opened,
    notifier: createNotifier(config.notify, { redact }),
    inTurn: createTurns(),
    greenLogs: createRecent(GREEN_LOGS_MAX),
    tell: createTell(opened),
  }
}
