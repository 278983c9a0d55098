import type { Logger } from '@millwright/logger'
import { connectRedis } from '@millwright/redis'
import type { Delivery } from '../delivery.ts'
import type { Queues } from '../queues.ts'
import { Backlog } from './backlog.ts'
import { emptyBacklog } from './empty-backlog.ts'
import { INTAKE_KEY } from './intake-key.ts'
import { readLeftOver } from './read-left-over.ts'
import { writeTogether } from './write-together.ts'

export interface OpenIntakeOptions {
  readonly url: string
  readonly inbox: Pick<Queues['inbox'], 'addAll'>
  readonly logger: Logger
}

/** Where deliveries lie between the answer to GitHub and the inbox. */
export interface Intake {
  /**
   * Resolves once the delivery is stored under its GUID; adding it again does nothing. Throws a
   * QueueError when INTAKE_MAX wait, and what Redis throws when it is away.
   */
  add(delivery: Delivery): Promise<void>
  /** Moves nothing more and waits for what is being moved; the rest is left to the next lead. */
  close(): Promise<void>
}

/**
 * Stores deliveries with one short command for all that come at the same time, and moves them into
 * the inbox afterwards, at a pace that leaves most of the time to answering: a job of BullMQ costs
 * more than everything that is done before the answer. What an earlier lead left is moved first.
 */
export async function openIntake({ url, inbox, logger }: OpenIntakeOptions): Promise<Intake> {
  const redis = connectRedis({ url, name: 'lead-intake', logger })
  const backlog = new Backlog(await readLeftOver(redis))
  const store = writeTogether(async (deliveries: readonly Delivery[]) => {
    const lines = deliveries.flatMap((one) => [one.delivery_id, JSON.stringify(one)])
    try {
      await redis.hset(INTAKE_KEY, ...lines)
      backlog.push(deliveries)
    } finally {
      backlog.release(deliveries.length)
    }
    emptying.wake()
  })
  const remove = (names: readonly string[]) => redis.hdel(INTAKE_KEY, ...names)
  const emptying = emptyBacklog({ backlog, inbox, remove, logger })
  return {
    add: async (delivery) => {
      backlog.reserve()
      return store(delivery)
    },
    close: async () => {
      await emptying.close()
      redis.disconnect()
    },
  }
}
