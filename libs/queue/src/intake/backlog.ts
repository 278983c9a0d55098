import type { Delivery } from '../delivery.ts'
import { INTAKE_MAX } from '../limits.ts'
import { QueueError } from '../queue-error.ts'

/** What lies in the intake, at most INTAKE_MAX with what is being written. */
export class Backlog {
  readonly #waiting: Map<string, Delivery>
  #reserved = 0

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

  release(): void {
    this.#reserved -= 1
  }

  push(delivery: Delivery): void {
    this.#waiting.set(delivery.delivery_id, delivery)
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
