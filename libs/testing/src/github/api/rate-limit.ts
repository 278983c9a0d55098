const WINDOW_SECONDS = 3_600

/** GitHub's primary rate limit: so many requests an hour for each token. */
export class RateLimit {
  readonly #limit: number
  readonly #used = new Map<string, { count: number; reset: number }>()

  constructor(limit: number) {
    this.#limit = limit
  }

  spend(who: string): void {
    this.#window(who).count += 1
  }

  state(who: string) {
    const { count, reset } = this.#window(who)
    const limit = this.#limit
    return { limit, used: count, remaining: Math.max(limit - count, 0), reset }
  }

  headers(who: string): Record<string, string> {
    const { limit, used, remaining, reset } = this.state(who)
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-used': String(used),
      'x-ratelimit-resource': 'core',
    }
  }

  #window(who: string) {
    const now = Math.floor(Date.now() / 1000)
    const known = this.#used.get(who)
    if (known !== undefined && known.reset > now) return known
    const fresh = { count: 0, reset: now + WINDOW_SECONDS }
    this.#used.set(who, fresh)
    return fresh
  }
}
