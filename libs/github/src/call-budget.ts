import { RequestError } from '@octokit/request-error'

/** Repositories whose budget is remembered. */
const REPOSITORIES_MAX = 5000

interface Budget {
  readonly left: number
  readonly limit: number
  /** By the clock of `performance`, which nobody sets. */
  readonly resetMs: number
}

/** What GitHub said last of the calls that it allows in an hour. */
export class CallBudget {
  readonly #budgets = new Map<string, Budget>()

  /**
   * Takes note of an answer's headers, or of an error that came with some.
   * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
   */
  note(whose: string, answer: unknown): void {
    const headers = headersOf(answer)
    if (headers['x-ratelimit-resource'] !== 'core') return
    const [left, limit, reset] = ['remaining', 'limit', 'reset'].map((name) =>
      Number(headers[`x-ratelimit-${name}`] ?? Number.NaN),
    )
    if (left === undefined || limit === undefined || reset === undefined) return
    if (!(left >= 0 && limit > 0 && reset > 0)) return
    if (this.#budgets.size >= REPOSITORIES_MAX) this.#budgets.clear()
    const nowMs = Date.parse(String(headers.date)) || Date.now()
    const resetMs = performance.now() + reset * 1000 - nowMs
    this.#budgets.set(whose, { left, limit, resetMs })
  }

  /** From 0 to 1; null when nothing is known, or the hour that it was said of is over. */
  left(whose: string, nowMs = performance.now()): number | null {
    const budget = this.#budgets.get(whose)
    return budget === undefined || budget.resetMs <= nowMs ? null : budget.left / budget.limit
  }
}

function headersOf(answer: unknown): Readonly<Record<string, unknown>> {
  const told = answer instanceof RequestError ? answer.response : answer
  const isTold = typeof told === 'object' && told !== null && 'headers' in told
  if (!isTold || typeof told.headers !== 'object' || told.headers === null) return {}
  return Object.fromEntries(Object.entries(told.headers))
}
