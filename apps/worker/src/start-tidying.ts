import type { Config } from '@millwright/config'
import type { Logger } from '@millwright/logger'
import { tidyCaches, tidyMirrors } from '@millwright/workspace'

const EVERY_MS = 6 * 60 * 60_000

const MB = 2 ** 20

/** Keeps mirrors and package caches within their bounds, at the start and every six hours, beside the work. */
export function startTidying(config: Config, logger: Logger): { close(): Promise<void> } {
  const { data_dir: dataDir, sandbox } = config
  const closing = new AbortController()
  let last: Promise<void> = Promise.resolve()
  const tidy = () => {
    last = last
      .then(() => tidyMirrors({ dataDir, logger, signal: closing.signal }))
      .then(() => tidyCaches({ dataDir, bytesMax: sandbox.cache_mb * MB, logger }))
      .catch((err: unknown) => {
        if (!closing.signal.aborted)
          logger.warn({ err }, 'mirrors or caches not tidied, tried again later')
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
