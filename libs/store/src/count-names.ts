import type {
  GateResult,
  Outcome,
  TaskRecord,
  TaskState,
  Usage,
  Verdict,
} from '@millwright/protocol'

/** Upper bounds of the time to resolution, in seconds; what is longer is counted as `more`. */
export const RESOLUTION_SECONDS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600] as const

/** Why something is tried again: our commit stayed red, a person asked, a worker lost its task. */
export type RetryCause = 'ci_red' | 'person' | 'worker_lost'

/**
 * Everything that is counted for good. A name holds no repository, branch or task: there are as
 * many names as stand here, however long the service runs.
 */
export type CountName =
  | `opened:${Verdict}`
  | `ended:${TaskState}`
  | 'claimed'
  | `retried:${RetryCause}`
  | `reported:${Outcome | 'nothing'}`
  | `gated:${GateResult['decision']}`
  | 'pushed'
  | `judged:${'first' | 'later'}:${'green' | 'red'}`
  | 'resolution:seconds'
  | `resolution:${(typeof RESOLUTION_SECONDS)[number] | 'more'}`
  | `tokens:${Exclude<keyof Usage, 'usd' | 'turns'>}`
  | 'cost:micro_usd'
  | 'cost:priced'
  | 'cost:unpriced'
  | 'missed_runs'
  | 'unseen_runs'

/** How often each thing happened; what never happened has no entry. */
export type Counts = ReadonlyMap<string, number>

/** One thing that happened, and how often. */
export type Count = readonly [name: CountName, by: number]

/** A record before and after one change of it. */
export interface Change {
  readonly before: TaskRecord
  readonly after: TaskRecord
}
