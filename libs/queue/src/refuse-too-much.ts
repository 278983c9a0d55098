import type { Queue } from 'bullmq'
import { JOB_BYTES_MAX, WAITING_MAX } from './limits.ts'
import { QueueError } from './queue-error.ts'

/** Throws a QueueError when the job is too large or the queue holds too many. */
export async function refuseTooMuch(queue: Queue, data: object): Promise<void> {
  refuseTooLarge(queue, data)
  if ((await queue.count()) >= WAITING_MAX) throw tooMany(queue)
}

function refuseTooLarge(queue: Pick<Queue, 'name'>, data: object): void {
  const bytes = Buffer.byteLength(JSON.stringify(data))
  if (bytes <= JOB_BYTES_MAX) return
  const why = `a job of ${bytes} bytes for queue ${queue.name}; at most ${JOB_BYTES_MAX} fit`
  throw new QueueError('MW_QUEUE_JOB_TOO_LARGE', why)
}

function tooMany(queue: Pick<Queue, 'name'>): QueueError {
  const why = `queue ${queue.name} holds ${WAITING_MAX} jobs; see whether its workers run`
  return new QueueError('MW_QUEUE_FULL', why)
}
