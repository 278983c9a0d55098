import { logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Delivery } from './delivery.ts'
import { openQueues } from './open-queues.ts'
import type { Queues } from './queues.ts'
import { workDeliveries } from './work-deliveries.ts'
import { workInbox } from './work-inbox.ts'
import { workMaintenance } from './work-maintenance.ts'
import type { QueueWork } from './work-queue.ts'

let server: TestRedis
let redis: Redis
let queues: Queues
let open: QueueWork[] = []
const { logger } = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url, { maxRetriesPerRequest: null })
})
beforeEach(async () => {
  await redis.flushdb()
  queues = openQueues({ url: server.url, redis, logger })
})
afterEach(async () => {
  await Promise.all(open.map((work) => work.close()))
  open = []
  await queues.close()
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('a delivery that comes twice is stored and handled once', async () => {
  const seen: Delivery[] = []
  await queues.inbox.add(delivery('guid-1'))
  await queues.inbox.add(delivery('guid-1'))
  const stored = (await queues.depths()).inbox.waiting

  inbox(async (d) => void seen.push(d))
  await untilIdle('inbox')
  await queues.inbox.add(delivery('guid-1'))
  await queues.inbox.add(delivery('guid-2'))
  await untilIdle('inbox')

  expect(stored).toBe(1)
  expect(seen.map((d) => d.delivery_id)).toEqual(['guid-1', 'guid-2'])
})

test('a delivery name of digits or with a colon is as good as any', async () => {
  const seen: string[] = []
  await queues.inbox.add(delivery('12345'))
  await queues.inbox.add(delivery('a:b:c'))

  inbox(async (d) => void seen.push(d.delivery_id))
  await untilIdle('inbox')

  expect(seen).toEqual(['12345', 'a:b:c'])
})

test('the payload of a handled delivery is not kept', async () => {
  await queues.inbox.add({ ...delivery('guid-1'), payload: { secret: 'canary-in-payload' } })

  inbox(async () => {})
  await untilIdle('inbox')
  const kept = await redis.hget('millwright:inbox:id-guid-1', 'data')

  expect(kept).toContain('guid-1')
  expect(kept).not.toContain('canary-in-payload')
})

test('a job that fails for good is given up aloud, after its last try', async () => {
  let tries = 0
  const givenUp: string[] = []
  await queues.maintenance.add({ kind: 'retry', task_id: 't', actor: 'ann' })

  open.push(
    workMaintenance({
      url: server.url,
      logger,
      concurrency: 1,
      handle: async () => {
        tries += 1
        throw new Error('away')
      },
      onGiveUp: async (job, error) => void givenUp.push(`${job.kind} ${error.message}`),
    }),
  )
  await waitFor(() => givenUp.length > 0, { what: 'giving up' })
  await untilIdle('maintenance')

  expect(tries).toBe(3)
  expect(givenUp).toEqual(['retry away'])
  expect((await queues.depths()).maintenance.failed).toBe(1)
})

test('an error that is not retryable is given up after one try', async () => {
  const givenUp: string[] = []
  await queues.deliveries.add({ kind: 'deliver', task_id: 'task-1' }, 'deliver.task-1.1')

  deliveries({
    handle: async () => {
      throw Object.assign(new Error('gone'), { retryable: false })
    },
    onGiveUp: async (job) => void givenUp.push(job.kind === 'deliver' ? job.task_id : job.kind),
  })
  await waitFor(() => givenUp.length > 0, { what: 'giving up' })

  expect(givenUp).toEqual(['task-1'])
})

test('a job that killed its workers too often is given up without being run again', async () => {
  let tries = 0
  const givenUp: string[] = []
  await queues.deliveries.add({ kind: 'deliver', task_id: 'poison' }, 'deliver.poison.1')
  // What BullMQ writes when the stall budget is used up.
  await redis.hset('millwright:deliveries:id-deliver.poison.1', 'defa', 'job stalled too often')

  deliveries({
    handle: async () => {
      tries += 1
    },
    onGiveUp: async (_, error) => void givenUp.push(error.message),
  })
  await waitFor(() => givenUp.length > 0, { what: 'giving up' })

  expect(tries).toBe(0)
  expect(givenUp).toEqual(['job stalled too often'])
})

test('the same effect asked for twice is done once, also after it is done', async () => {
  const done: string[] = []
  const ask = () => queues.deliveries.add({ kind: 'deliver', task_id: 'task-1' }, 'deliver.1')
  await ask()
  await ask()

  deliveries({ handle: async (job) => void done.push(job.kind) })
  await untilIdle('deliveries')
  await ask()
  await untilIdle('deliveries')

  expect(done).toEqual(['deliver'])
})

test('closing aborts a running job and hands it back, so that its next try is its first', async () => {
  const first = new Promise<void>((resolve) => {
    inbox(async (_, signal) => {
      resolve()
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')))
      })
    })
  })
  await queues.inbox.add(delivery('guid-1'))
  await first

  await Promise.all(open.map((work) => work.close()))

  expect((await queues.depths()).inbox).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 })
  expect(await redis.hget('millwright:inbox:id-guid-1', 'atm')).toBeNull()
})

function inbox(handle: (delivery: Delivery, signal: AbortSignal) => Promise<void>): void {
  open.push(workInbox({ url: server.url, logger, concurrency: 1, handle }))
}

function deliveries(
  options: Pick<Parameters<typeof workDeliveries>[0], 'handle' | 'onGiveUp'>,
): void {
  open.push(workDeliveries({ url: server.url, logger, concurrency: 1, ...options }))
}

async function untilIdle(queue: 'inbox' | 'deliveries' | 'maintenance'): Promise<void> {
  const isIdle = async () => {
    const { waiting, active, delayed } = (await queues.depths())[queue]
    return waiting + active + delayed === 0
  }
  await waitFor(isIdle, { what: `an idle ${queue}` })
}

function delivery(delivery_id: string): Delivery {
  const received_at = '2026-01-01T00:00:00Z'
  return { delivery_id, event: 'ping', source: 'webhook', received_at, payload: {} }
}
