/** More starts than this in one minute mean that something does not get better by itself. */
export const STARTS_PER_MINUTE_MAX = 8
const MINUTE_MS = 60_000
const WAIT_MS_MAX = 10_000

export interface RestartOptions {
  readonly now?: () => number
  readonly waitMsFirst?: number
}

/** Counts the starts of one process and says how long to wait before the next. */
export class RestartPolicy {
  readonly #now: () => number
  readonly #waitMsFirst: number
  #starts: number[] = []

  /** `now` tells milliseconds; the first pause is a quarter of a second unless told. */
  constructor({ now = () => performance.now(), waitMsFirst = 250 }: RestartOptions = {}) {
    this.#now = now
    this.#waitMsFirst = waitMsFirst
  }

  started(): void {
    const now = this.#now()
    this.#starts = [...this.#starts.filter((at) => at > now - MINUTE_MS), now]
  }

  /** Milliseconds until the next start, twice as long each time; null to give up. */
  nextWaitMs(): number | null {
    const recent = this.#starts.filter((at) => at > this.#now() - MINUTE_MS).length
    if (recent >= STARTS_PER_MINUTE_MAX) return null
    return Math.min(this.#waitMsFirst * 2 ** Math.max(0, recent - 1), WAIT_MS_MAX)
  }
}
