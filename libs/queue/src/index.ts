export {
  type ClaimContext,
  type Claims,
  type ClaimTasksOptions,
  claimTasks,
} from './claim-tasks.ts'
export { Delivery } from './delivery.ts'
export type { FinishedTask } from './finished-tasks.ts'
export { type Intake, openIntake } from './intake/open-intake.ts'
export { type OpenQueuesOptions, openQueues, type Queues } from './open-queues.ts'
export { OutgoingJob } from './outgoing-job.ts'
export { QueueError } from './queue-error.ts'
export type { QueueDepth } from './read-depth.ts'
export { workDeliveries } from './work-deliveries.ts'
export { workInbox } from './work-inbox.ts'
export { workMaintenance } from './work-maintenance.ts'
export type { QueueWork, WorkOptions } from './work-queue.ts'
