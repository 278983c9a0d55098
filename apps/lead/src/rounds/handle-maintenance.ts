import type { MaintenanceJob } from '@millwright/protocol'
import { acknowledge } from '../commands/acknowledge.ts'
import { pullDeliveries } from '../intake/pull-deliveries.ts'
import type { Parts } from '../parts.ts'
import { pauseWork, resumeWork } from '../pause-work.ts'
import { approveTask, rejectTask } from '../pushes/answer-hold.ts'
import { rollOut } from '../rollout/roll-out.ts'
import { retryByOperator } from '../tasks/retry-by-operator.ts'
import { stopSpending } from '../tasks/stop-spending.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { nightly } from './nightly.ts'
import { poll } from './poll.ts'
import { reconcile } from './reconcile.ts'
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
      return retryByOperator(parts, job)
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
