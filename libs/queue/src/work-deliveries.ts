import { OutgoingJob } from './outgoing-job.ts'
import { type QueueWork, type WorkOptions, workQueue } from './work-queue.ts'

/** Works what has an effect outside: on GitHub or on people. */
export function workDeliveries(options: WorkOptions<OutgoingJob>): QueueWork {
  return workQueue('deliveries', OutgoingJob, options)
}
