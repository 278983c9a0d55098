/** `drop` breaks the connection in the middle of a stream. */
export type ModelFault = 429 | 500 | 529 | 'drop'

interface Planned {
  readonly fault: ModelFault
  readonly retryAfterSeconds: number
  left: number
}

const errorTypes = { 429: 'rate_limit_error', 500: 'api_error', 529: 'overloaded_error' } as const

/** What a test can make go wrong with the next requests; one fault after the other. */
export class ModelFaults {
  readonly #planned: Planned[] = []

  /** The retry-after header, in seconds, goes with 429 and 529. */
  next(fault: ModelFault, times = 1, retryAfterSeconds = 0): void {
    this.#planned.push({ fault, retryAfterSeconds, left: times })
  }

  take(): Readonly<Planned> | null {
    const planned = this.#planned.find(({ left }) => left > 0)
    if (planned === undefined) return null
    planned.left -= 1
    return planned
  }
}

export function errorType(status: keyof typeof errorTypes): string {
  return errorTypes[status]
}
