import type { ModelError } from '@millwright/model'
import type { ProviderStatus } from '@millwright/protocol'
import { providerPolicies } from './provider-policies.ts'

/** Nothing waits longer for the next try. */
export const COOL_MS_MAX = 300_000
const REASON_CHARS_MAX = 600

export interface BreakerOptions {
  /** Called when the provider is taken to be away: nothing more should be begun. */
  readonly onAway: (error: ModelError, coolMs: number) => void
  /** Called when work may begin again, as the try that tells. */
  readonly onTry: () => void
  /** The first pause, in place of the policy's own. */
  readonly coolMs?: number | undefined
}

/**
 * Knows whether the model's provider answers. When one request has waited long enough, all stop for
 * a while; then work begins again, and its first request decides: an answer ends the outage, a
 * failure makes the next pause twice as long.
 */
export class Breaker {
  readonly #options: BreakerOptions
  readonly #failures: Record<string, number> = {}
  #state: ProviderStatus['state'] = 'ok'
  #since = new Date()
  #error: ModelError | null = null
  #pauses = 0
  #nextTryMs = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  /** @throws ModelError of the outage, while nothing is asked. */
  check(): void {
    if (this.#state === 'away' && this.#error !== null) throw this.#error
  }

  /** True when no request should be repeated before it counts as an outage. */
  get isTrying(): boolean {
    return this.#state === 'trying'
  }

  /** Counts a request without an answer. */
  count({ kind }: ModelError): void {
    this.#failures[kind] = (this.#failures[kind] ?? 0) + 1
  }

  /** The provider has answered, whatever it said. */
  answered(): void {
    this.#pauses = 0
    if (this.#state !== 'ok') this.#become('ok', null)
    clearTimeout(this.#timer)
  }

  /** The provider is away. More requests that fail at the same time change nothing. */
  trip(error: ModelError): void {
    if (this.#state === 'away') return
    const firstMs = this.#options.coolMs ?? providerPolicies[error.kind]?.coolMs ?? 0
    const wantedMs = Math.max(firstMs * 2 ** this.#pauses, error.retryAfterMs ?? 0)
    const coolMs = Math.min(wantedMs, COOL_MS_MAX)
    this.#pauses += 1
    this.#nextTryMs = Date.now() + coolMs
    this.#become('away', error)
    this.#timer = setTimeout(() => {
      this.#become('trying', error)
      this.#options.onTry()
    }, coolMs)
    this.#options.onAway(error, coolMs)
  }

  status(): ProviderStatus {
    const isAway = this.#state === 'away'
    return {
      state: this.#state,
      code: this.#error?.code ?? null,
      reason: this.#error?.message.slice(0, REASON_CHARS_MAX) ?? '',
      since: this.#since.toISOString(),
      next_try_at: isAway ? new Date(this.#nextTryMs).toISOString() : null,
      failures: { ...this.#failures },
    }
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  /** An outage lasts from its first pause to the first answer, with every try in between. */
  #become(state: ProviderStatus['state'], error: ModelError | null): void {
    const wasOk = this.#state === 'ok'
    this.#state = state
    this.#error = error
    if (wasOk || state === 'ok') this.#since = new Date()
  }
}
