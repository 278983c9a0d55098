import type { MaintenanceJob } from '@millwright/protocol'
import type { Parts } from '../parts.ts'

type Handle = (job: MaintenanceJob) => Promise<void>

/** Jobs of the queue `maintenance` at a time: each kind of round, and what people ask for. */
export const LANES_MAX = 32

/** What a clock begins; each lasts as long as GitHub takes to answer, or not to. */
const rounds: ReadonlySet<MaintenanceJob['kind']> = new Set([
  'sweep',
  'poll',
  'pull',
  'reconcile',
  'nightly',
])

/**
 * Has rounds worked one after another, and beside them what people ask for, so that nobody who
 * stops a task waits for GitHub. A round is left out where one of its kind has still to begin.
 */
export function inLanes({ inTurn }: Pick<Parts, 'inTurn'>, handle: Handle): Handle {
  const waiting = new Set<MaintenanceJob['kind']>()
  return async (job) => {
    if (!rounds.has(job.kind)) return inTurn(laneOf(job), () => handle(job))
    if (waiting.has(job.kind)) return
    waiting.add(job.kind)
    return inTurn('rounds', () => {
      waiting.delete(job.kind)
      return handle(job)
    })
  }
}

/** What is asked about one task, and what is asked about all, is done in the order of the asking. */
function laneOf(job: MaintenanceJob): string {
  return 'task_id' in job ? `asked of ${job.task_id}` : 'asked of all'
}
