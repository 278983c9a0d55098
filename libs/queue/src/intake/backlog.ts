import type { Delivery } from '../delivery.ts'
import { INTAKE_MAX, INTAKE_RUSH_PER_SECOND } from '../limits.ts'
import { QueueError } from '../queue-error.ts'

/** What lies in the intake, at most INTAKE_MAX with what is being written. */
export class Backlog {
  readonly #waiting: Map<string, Delivery>
  #reserved = 0
  #cameSince = 0
  #lookedAtMs = 0

  /** What an earlier lead left comes on top of the limit. */
  constructor(leftOver: readonly Delivery[]) {
    this.#waiting = new Map(leftOver.map((one) => [one.delivery_id, one]))
  }

  /** Takes room for one that is to be written; throws a QueueError when there is none. */
  reserve(): void {
    if (this.#waiting.size + this.#reserved >= INTAKE_MAX) {
      const why = `${INTAKE_MAX} deliveries wait to be moved into the inbox; see whether it is worked`
      throw new QueueError('MW_QUEUE_FULL', why)
    }
    this.#reserved += 1
  }

  release(count: number): void {
    this.#reserved -= count
  }

  push(deliveries: readonly Delivery[]): void {
    for (const one of deliveries) this.#waiting.set(one.delivery_id, one)
    this.#cameSince += deliveries.length
  }

  /**
   * True while INTAKE_RUSH_PER_SECOND is passed and there is room for more. Counts what came since
   * it was last asked; `nowMs` is of a clock that is never set back.
   */
  isRush(nowMs: number): boolean {
    const perSecond = (this.#cameSince * 1000) / (nowMs - this.#lookedAtMs)
    this.#cameSince = 0
    this.#lookedAtMs = nowMs
    return perSecond > INTAKE_RUSH_PER_SECOND && this.#waiting.size < INTAKE_MAX / 2
  }

  /** The oldest ones; they wait until they are `done`. */
  oldest(count: number): Delivery[] {
    const found: Delivery[] = []
    for (const delivery of this.#waiting.values()) {
      if (found.length === count) break
      found.push(delivery)
    }
    return found
  }

  done(deliveries: readonly Delivery[]): void {
    for (const { delivery_id } of deliveries) this.#waiting.delete(delivery_id)
  }
}
