import { setTimeout as sleep } from 'node:timers/promises'

/** A clock that nobody sets, in milliseconds. */
export interface SteadyClock {
  nowMs(): number
  sleep(ms: number): Promise<unknown>
}

export const steadyClock: SteadyClock = {
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
}

/**
 * Lets callers through one after another, each at least so long after the one before. A limiter
 * that goes by the time of day would stand still when that is set back.
 */
export class Pace {
  readonly #gapMs: number
  readonly #clock: SteadyClock
  #nextMs = 0

  constructor(gapMs: number, clock: SteadyClock) {
    this.#gapMs = gapMs
    this.#clock = clock
  }

  async turn(): Promise<void> {
    const nowMs = this.#clock.nowMs()
    const turnMs = Math.max(nowMs, this.#nextMs)
    this.#nextMs = turnMs + this.#gapMs
    if (turnMs > nowMs) await this.#clock.sleep(turnMs - nowMs)
  }
}
