import { Delivery } from './delivery.ts'
import { type QueueWork, type WorkOptions, workQueue } from './work-queue.ts'

/**
 * Works the deliveries from GitHub, which come twice, late and in any order.
 * Once handled, a delivery's payload is dropped and only its name is kept against repetition.
 */
export function workInbox(options: WorkOptions<Delivery>): QueueWork {
  const handle: WorkOptions<Delivery>['handle'] = async (delivery, signal) => {
    if (delivery.payload !== null) await options.handle(delivery, signal)
  }
  return workQueue('inbox', Delivery, { ...options, handle }, (d) => ({ ...d, payload: null }))
}
