import type { ControlMessage } from '@millwright/protocol'

/** Why an attempt ends before its work is done. */
export type AttemptStop =
  /** Another worker may be at the task already: write nothing more. */
  | { why: 'lost-lock' }
  /** A later attempt has begun: write nothing more. */
  | { why: 'stale' }
  /** This process ends: give the task back. */
  | { why: 'closing' }
  /** People or a newer commit want it stopped; that is an outcome. */
  | { why: 'cancel'; control: ControlMessage }
  /** `timeout_minutes` are over. */
  | { why: 'deadline' }

/** Thrown through the steps of an attempt that was stopped; caught in one place. */
export class AttemptStopped extends Error {
  override readonly name = 'AttemptStopped'
  readonly stop: AttemptStop

  constructor(stop: AttemptStop) {
    super(`attempt stopped: ${stop.why}`)
    this.stop = stop
  }
}
