import type { Logger } from '@millwright/logger'
import { tidyMirrors } from '@millwright/workspace'

const EVERY_MS = 6 * 60 * 60_000

/** Keeps the mirrors within their bounds, at the start and every six hours, beside the work. */
export function startTidying(dataDir: string, logger: Logger): { close(): Promise<void> } {
  const closing = new AbortController()
  let last: Promise<void> = Promise.resolve()
  const tidy = () => {
    last = last
      .then(() => tidyMirrors({ dataDir, logger, signal: closing.signal }))
      .catch((err: unknown) => {
        if (!closing.signal.aborted) logger.warn({ err }, 'mirrors not tidied, tried again later')
      })
  }
  tidy()
  const timer = setInterval(tidy, EVERY_MS)
  return {
    close: async () => {
      clearInterval(timer)
      closing.abort()
      await last
    },
  }
}
