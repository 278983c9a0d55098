/** What went wrong between us and the model's provider; each kind has a policy of its own. */
export type ModelErrorKind =
  | 'rate_limited'
  | 'overloaded'
  | 'auth'
  | 'server'
  | 'timeout'
  | 'dropped'
  | 'network'
  | 'bad_request'

/**
 * The provider gave no answer. A retryable one is no fault of the request: it passes, by itself or
 * once an operator has set a valid key, and burns no attempt.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly code: string
  readonly kind: ModelErrorKind
  readonly retryable: boolean
  /** How long the provider asked us to wait, in milliseconds; null when it did not say. */
  readonly retryAfterMs: number | null

  constructor(kind: ModelErrorKind, detail: string, retryAfterMs: number | null, cause: unknown) {
    super(`${advice[kind]} (${detail})`, { cause })
    this.kind = kind
    this.code = codes[kind]
    this.retryable = kind !== 'bad_request'
    this.retryAfterMs = retryAfterMs
  }
}

const codes: Record<ModelErrorKind, string> = {
  rate_limited: 'MW_MODEL_RATE_LIMITED',
  overloaded: 'MW_MODEL_OVERLOADED',
  auth: 'MW_MODEL_AUTH',
  server: 'MW_MODEL_SERVER',
  timeout: 'MW_MODEL_TIMEOUT',
  dropped: 'MW_MODEL_DROPPED',
  network: 'MW_MODEL_NETWORK',
  bad_request: 'MW_MODEL_REQUEST',
}

const advice: Record<ModelErrorKind, string> = {
  rate_limited: 'The model provider limits our requests; wait, or raise the limit there.',
  overloaded: 'The model provider is overloaded; work goes on when it recovers.',
  auth: 'The model provider refuses our key; set a valid one with credit and restart the worker.',
  server: 'The model provider failed; work goes on when it recovers.',
  timeout: 'The model provider did not answer in time; work goes on when it does.',
  dropped: 'The model provider broke off in the middle of an answer; it is asked again.',
  network: 'The model provider cannot be reached; check model.base_url and the network.',
  bad_request: 'The model provider refuses the request; check model.name and model.max_tokens.',
}
