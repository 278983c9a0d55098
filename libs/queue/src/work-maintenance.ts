import { MaintenanceJob } from '@millwright/protocol'
import { type QueueWork, type WorkOptions, workQueue } from './work-queue.ts'

/** Works what a clock or an operator asked for. */
export function workMaintenance(options: WorkOptions<MaintenanceJob>): QueueWork {
  return workQueue('maintenance', MaintenanceJob, options)
}
