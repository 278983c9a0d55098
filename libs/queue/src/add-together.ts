import type { JobsOptions, Queue } from 'bullmq'
import { PENDING_MAX, TOGETHER_MAX, WAITING_MAX } from './limits.ts'
import { refuseTooLarge, tooMany } from './refuse-too-much.ts'

interface Pending {
  readonly job: { name: string; data: object; opts: JobsOptions }
  stored(): void
  refused(error: unknown): void
}

/**
 * Adds to a queue that many add to at the same time: what is asked for while one write is under way
 * goes into the next one, so that Redis syncs its file once for all of them. Each promise resolves
 * once its own job is stored, and throws as `refuseTooMuch` does. When a write fails, everything
 * in it is refused; adding it again stores what was not stored.
 */
export function addTogether(
  queue: Pick<Queue, 'name' | 'count' | 'addBulk'>,
): (data: object, opts: JobsOptions) => Promise<void> {
  const pending: Pending[] = []
  let room = 0
  let isWriting = false

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const together = pending.splice(0, TOGETHER_MAX)
      try {
        await write(together)
      } catch (error) {
        for (const one of together) one.refused(error)
      }
    }
    isWriting = false
  }

  /** One lead fills the queue and others empty it, so the room that was seen can only have grown. */
  async function write(together: readonly Pending[]): Promise<void> {
    if (room < together.length) room = Math.max(WAITING_MAX - (await queue.count()), 0)
    const fitting = together.slice(0, room)
    room -= fitting.length
    if (fitting.length > 0) await queue.addBulk(fitting.map(({ job }) => job))
    for (const one of fitting) one.stored()
    for (const one of together.slice(fitting.length)) one.refused(tooMany(queue))
  }

  return async (data, opts) => {
    refuseTooLarge(queue, data)
    if (pending.length >= PENDING_MAX) throw tooMany(queue)
    const done = new Promise<void>((stored, refused) => {
      pending.push({ job: { name: queue.name, data, opts }, stored, refused })
    })
    // After everything that has arrived by now, so that it is written together.
    if (!isWriting) setImmediate(() => void writeAll())
    isWriting = true
    return done
  }
}
