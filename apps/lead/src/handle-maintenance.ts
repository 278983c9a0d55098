import type { MaintenanceJob } from '@millwright/protocol'
import { acknowledge } from './acknowledge.ts'
import { approveTask, rejectTask } from './answer-hold.ts'
import { pullDeliveries } from './intake/pull-deliveries.ts'
import { nightly } from './nightly.ts'
import type { Parts } from './parts.ts'
import { pauseWork, resumeWork } from './pause-work.ts'
import { poll } from './poll.ts'
import { reconcile } from './reconcile.ts'
import { retryByOperator } from './retry-by-operator.ts'
import { rollOut } from './rollout/roll-out.ts'
import { stopSpending } from './stop-spending.ts'
import { stopTask } from './stop-task.ts'
import { sweep } from './sweep.ts'

/** Does what a clock or an operator asked for. */
export async function handleMaintenance(parts: Parts, job: MaintenanceJob): Promise<void> {
  switch (job.kind) {
    case 'sweep':
      return sweep(parts)
    case 'pull':
      return pullDeliveries(parts)
    case 'poll':
      return poll(parts)
    case 'nightly':
      return nightly(parts)
    case 'reload':
      return parts.reload()
    case 'pause':
      return pauseWork(parts, job)
    case 'resume':
      return resumeWork(parts, job)
    case 'stop_spending':
      return stopSpending(parts, job.actor)
    case 'reconcile':
      return reconcile(parts)
    case 'cancel':
      return stopTask(parts, job.task_id, 'cancelled', `cancelled by ${job.actor}`)
    case 'retry':
      return retryByOperator(parts, job.task_id, job.actor)
    case 'acknowledge':
      return acknowledge(parts, job.task_id, job.actor)
    case 'approve':
      await approveTask(parts, job)
      return
    case 'reject':
      await rejectTask(parts, job)
      return
    case 'promote':
    case 'rollback':
    case 'canary':
      return rollOut(parts, job)
  }
}
