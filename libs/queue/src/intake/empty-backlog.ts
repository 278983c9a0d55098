import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@millwright/logger'
import type { Delivery } from '../delivery.ts'
import { INTAKE_MOVED_MAX, INTAKE_PAUSE_MS, INTAKE_RETRY_MS } from '../limits.ts'
import type { Queues } from '../queues.ts'
import type { Backlog } from './backlog.ts'

export interface EmptyBacklogOptions {
  readonly backlog: Backlog
  readonly inbox: Pick<Queues['inbox'], 'addAll'>
  /** Takes those with these GUIDs out of Redis. */
  remove(guids: readonly string[]): Promise<unknown>
  readonly logger: Logger
}

/**
 * Moves what waits into the inbox, some at a time with a pause between, and nothing during a rush:
 * whoever waits for an answer goes first. What is cut off in the middle is moved again, and the inbox
 * keeps one of each GUID.
 */
export function emptyBacklog({ backlog, inbox, remove, logger }: EmptyBacklogOptions) {
  const closing = new AbortController()
  const { signal } = closing
  let moving: Promise<void> | null = null

  async function moveAll(): Promise<void> {
    while (!signal.aborted) {
      const some = backlog.oldest(INTAKE_MOVED_MAX)
      if (some.length === 0) return
      let pauseMs = INTAKE_PAUSE_MS
      if (!backlog.isRush(performance.now()) && !(await tryMove(some))) pauseMs = INTAKE_RETRY_MS
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async function tryMove(some: readonly Delivery[]): Promise<boolean> {
    try {
      await inbox.addAll(some)
      await remove(some.map(({ delivery_id }) => delivery_id))
      backlog.done(some)
      return true
    } catch (err) {
      logger.warn({ err, count: some.length }, 'deliveries wait in the intake')
      return false
    }
  }

  const wake = () => {
    moving ??= moveAll().finally(() => {
      moving = null
    })
  }
  wake()
  return {
    wake,
    close: async () => {
      closing.abort()
      await moving
    },
  }
}
