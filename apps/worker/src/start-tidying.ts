import type { Config } from '@millwright/config'
import type { Logger } from '@millwright/logger'
import { sweepWorkspaces, tidyCaches, tidyMirrors } from '@millwright/workspace'

const EVERY_MS = 6 * 60 * 60_000

const MB = 2 ** 20

/**
 * Keeps mirrors and package caches within their bounds and removes what other workers of this
 * machine left behind, at the start and every six hours, beside the work.
 */
export function startTidying(config: Config, logger: Logger): { close(): Promise<void> } {
  const { data_dir: dataDir, sandbox } = config
  const closing = new AbortController()
  const { signal } = closing
  let last: Promise<void> = Promise.resolve()
  const tidy = () => {
    last = last
      .then(() => sweepWorkspaces(dataDir, logger))
      .then(() => tidyMirrors({ dataDir, bytesMax: sandbox.mirror_mb * MB, logger, signal }))
      .then(() => tidyCaches({ dataDir, bytesMax: sandbox.cache_mb * MB, logger }))
      .catch((err: unknown) => {
        if (!signal.aborted) logger.warn({ err }, 'data directory not tidied, tried again later')
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
