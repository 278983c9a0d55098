import { isFinished, type MaintenanceJob, type TaskRecord } from '@millwright/protocol'

/** What people may ask of one task. */
export type Wish = Extract<MaintenanceJob, { task_id: string }>

/** Why a wish cannot be right, in a sentence for people; null when it can. */
export function objectionTo(wish: Wish, { state, task, hold }: TaskRecord): string | null {
  const waits = state === 'awaiting_approval'
  switch (wish.kind) {
    case 'cancel':
      return isFinished(state) ? `the task is ${state}; there is nothing left to cancel` : null
    case 'retry':
      if (task.type === 'escalate') return 'the task is for a person; no worker can retry it'
      return isFinished(state) ? null : `the task is ${state}; only a finished one can be retried`
    case 'acknowledge':
      if (waits || state === 'escalated' || state === 'failed') return null
      return `the task is ${state}; it calls for nobody`
    case 'approve':
      if (!waits || hold === null) return `the task is ${state}; no patch of it waits`
      if (hold.patch_sha.startsWith(wish.patch)) return null
      return `the patch that waits is ${hold.patch_sha}; look at it again before you approve`
    case 'reject':
      return waits ? null : `the task is ${state}; no patch of it waits`
  }
}
