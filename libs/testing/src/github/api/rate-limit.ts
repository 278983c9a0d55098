const LIMIT = 5_000
const WINDOW_SECONDS = 3_600

/** GitHub's primary rate limit: 5,000 requests an hour for each token. */
export class RateLimit {
  readonly #used = new Map<string, { count: number; reset: number }>()

  /** Counts one request; false when there are none left. */
  spend(who: string): boolean {
    const window = this.#window(who)
    if (window.count >= LIMIT) return false
    window.count += 1
    return true
  }

  state(who: string) {
    const { count, reset } = this.#window(who)
    return { limit: LIMIT, used: count, remaining: LIMIT - count, reset }
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
