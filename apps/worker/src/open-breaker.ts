import type { Logger } from '@millwright/logger'
import type { Claims } from '@millwright/queue'
import { Breaker } from './breaker.ts'

/** A breaker that lets no task be claimed while the model's provider is away. */
export function openBreaker(
  claims: () => Pick<Claims, 'pause' | 'resume'>,
  logger: Logger,
  coolMs?: number,
): Breaker {
  const settle = (done: Promise<void>) => {
    done.catch((err: unknown) => logger.error({ err }, 'claiming not switched'))
  }
  return new Breaker({
    onAway: (err, pauseMs) => {
      logger.error({ err, pauseMs }, 'model provider is away, nothing is claimed')
      settle(claims().pause())
    },
    onTry: () => {
      logger.info('model provider is tried again')
      settle(claims().resume())
    },
    coolMs,
  })
}
