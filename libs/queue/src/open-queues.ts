import type { Logger } from '@millwright/logger'
import { PREFIX } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { type JobsOptions, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { cancelWaiting } from './cancel-waiting.ts'
import type { Delivery } from './delivery.ts'
import { finishedTasks } from './finished-tasks.ts'
import { INTAKE_KEY } from './intake/intake-key.ts'
import { safeJobId, taskJobId } from './job-id.ts'
import { jobOptions, priorities } from './job-options.ts'
import { logErrors } from './log-errors.ts'
import type { QueueName, Queues } from './queues.ts'
import { type QueueDepth, readDepth } from './read-depth.ts'
import { refuseTooMuch } from './refuse-too-much.ts'

export interface OpenQueuesOptions {
  readonly url: string
  /** A connection to share; one is opened, and closed again, when there is none. */
  readonly redis?: Redis
  readonly logger: Logger
}

/** Opens the four queues for adding and looking; the work is done by the `work…` functions. */
export function openQueues({ url, redis, logger }: OpenQueuesOptions): Queues {
  const connection = redis ?? connectRedis({ url, name: 'queues', logger })
  const open = (name: QueueName) => {
    const queue = new Queue(name, { connection, prefix: PREFIX })
    logErrors(queue, connection, logger, name)
    return queue
  }
  const all = {
    inbox: open('inbox'),
    tasks: open('tasks'),
    deliveries: open('deliveries'),
    maintenance: open('maintenance'),
  }
  const add = async (name: QueueName, data: object, options: JobsOptions = {}) => {
    await refuseTooMuch(all[name], data)
    await all[name].add(name, data, { ...jobOptions[name], ...options })
  }
  const addDeliveries = async (deliveries: readonly Delivery[]) => {
    if (deliveries.length === 0) return
    await refuseTooMuch(all.inbox, deliveries)
    const optionsOf = (one: Delivery) => ({
      ...jobOptions.inbox,
      jobId: safeJobId(one.delivery_id),
    })
    await all.inbox.addBulk(
      deliveries.map((data) => ({ name: 'inbox', data, opts: optionsOf(data) })),
    )
  }
  return {
    inbox: {
      add: (delivery) => addDeliveries([delivery]),
      addAll: addDeliveries,
      has: async (id) => (await all.inbox.getJob(safeJobId(id))) !== undefined,
    },
    tasks: {
      add: (task) =>
        add('tasks', task, { jobId: taskJobId(task), priority: priorities[task.priority] }),
      pause: () => all.tasks.pause(),
      resume: () => all.tasks.resume(),
    },
    deliveries: {
      add: (job, id, delay = 0) => add('deliveries', job, { jobId: safeJobId(id), delay }),
    },
    maintenance: {
      add: (job) => add('maintenance', job),
      addAll: async (jobs) => {
        await refuseTooMuch(all.maintenance, jobs)
        const opts = jobOptions.maintenance
        await all.maintenance.addBulk(jobs.map((data) => ({ name: 'maintenance', data, opts })))
      },
      every: async (kind, everyMs) => {
        const template = { name: kind, data: { kind }, opts: jobOptions.maintenance }
        await all.maintenance.upsertJobScheduler(kind, { every: everyMs }, template)
      },
    },
    cancelWaiting: (taskId) => cancelWaiting(all.tasks, taskId),
    finishedTasks: (limit, since) => finishedTasks(all.tasks, limit, since),
    depths: async () => ({
      inbox: withIntake(await readDepth(all.inbox), await connection.hlen(INTAKE_KEY)),
      tasks: await readDepth(all.tasks),
      deliveries: await readDepth(all.deliveries),
      maintenance: await readDepth(all.maintenance),
    }),
    close: async () => {
      await Promise.all(Object.values(all).map((queue) => queue.close()))
      if (!redis) connection.disconnect()
    },
  }
}

/** What has not been moved into the inbox yet waits as well. */
function withIntake(depth: QueueDepth, unmoved: number): QueueDepth {
  return { ...depth, waiting: depth.waiting + unmoved }
}
