export interface RequestFault {
  /** Part of the path, or a pattern for the whole of it, without the query. */
  readonly path: string | RegExp
  readonly method?: string
  /** How many requests it hits; 1 unless told. */
  readonly times?: number
}

export interface FailedRequest extends RequestFault {
  readonly status: number
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface JobSelector {
  readonly repo: string
  readonly id: number
  readonly name: string
}

/** What a test can make go wrong, on REST and git alike. */
export class Faults {
  readonly #failures: { fault: FailedRequest; left: number }[] = []
  readonly #delays: { fault: RequestFault; ms: number; left: number }[] = []
  readonly #hangUps: { fault: RequestFault; left: number }[] = []
  readonly #logs: { match: (job: JobSelector) => boolean; body: string | Uint8Array }[] = []
  #logTries = 0

  /** The next requests that match are answered with this status and do nothing. */
  failNext(fault: FailedRequest): void {
    this.#failures.push({ fault, left: fault.times ?? 1 })
  }

  /** The next requests that match are answered `ms` later. */
  delayNext(fault: RequestFault & { readonly ms: number }): void {
    this.#delays.push({ fault, ms: fault.ms, left: fault.times ?? 1 })
  }

  /** The connection of the next requests that match is cut without an answer. */
  hangUpNext(fault: RequestFault): void {
    this.#hangUps.push({ fault, left: fault.times ?? 1 })
  }

  /** Each job's log is 404 for the first `tries` requests, as before its upload. */
  hideLogs(tries: number): void {
    this.#logTries = tries
  }

  /** The log of the jobs that match is this instead of what their steps printed. */
  replaceLog(match: (job: JobSelector) => boolean, body: string | Uint8Array): void {
    this.#logs.push({ match, body })
  }

  /** What was wished for and has not happened yet never happens. */
  clear(): void {
    this.#failures.length = 0
    this.#delays.length = 0
    this.#hangUps.length = 0
  }

  takeFailure(method: string, path: string): FailedRequest | null {
    return take(this.#failures, method, path)?.fault ?? null
  }

  takeDelayMs(method: string, path: string): number {
    return take(this.#delays, method, path)?.ms ?? 0
  }

  takeHangUp(method: string, path: string): boolean {
    return take(this.#hangUps, method, path) !== null
  }

  logIsHidden(tries: number): boolean {
    return tries <= this.#logTries
  }

  replacedLog(job: JobSelector): string | Uint8Array | null {
    return this.#logs.findLast(({ match }) => match(job))?.body ?? null
  }
}

/** The first that matches and is not used up, which it uses once. */
function take<T extends { readonly fault: RequestFault; left: number }>(
  wishes: readonly T[],
  method: string,
  path: string,
): T | null {
  const found = wishes.find(({ fault, left }) => left > 0 && hits(fault, method, path))
  if (found === undefined) return null
  found.left -= 1
  return found
}

function hits(fault: RequestFault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false
  return typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path)
}
