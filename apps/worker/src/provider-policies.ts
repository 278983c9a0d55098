import type { ModelErrorKind } from '@millwright/model'

/** What is done about one kind of failure of the model's provider. */
export interface ProviderPolicy {
  /** Before the first repetition; each later one waits twice as long. */
  readonly firstWaitMs: number
  /** How long one request waits in all before the provider is taken to be away. */
  readonly waitMsMax: number
  /** How long nothing is claimed then, the first time; each further time in a row twice as long. */
  readonly coolMs: number
}

/** Null where the request itself is at fault: asking again would not help. */
export const providerPolicies: Readonly<Record<ModelErrorKind, ProviderPolicy | null>> = {
  // Limits count by the minute, and the answer mostly says how long to wait.
  rate_limited: { firstWaitMs: 5_000, waitMsMax: 300_000, coolMs: 60_000 },
  overloaded: { firstWaitMs: 2_000, waitMsMax: 300_000, coolMs: 30_000 },
  server: { firstWaitMs: 2_000, waitMsMax: 120_000, coolMs: 30_000 },
  network: { firstWaitMs: 1_000, waitMsMax: 120_000, coolMs: 15_000 },
  // Each of these may have taken minutes and has been paid for in part.
  timeout: { firstWaitMs: 2_000, waitMsMax: 10_000, coolMs: 60_000 },
  dropped: { firstWaitMs: 500, waitMsMax: 30_000, coolMs: 30_000 },
  // Nobody but a person mends a key, so no task waits for it while it holds a worker.
  auth: { firstWaitMs: 0, waitMsMax: 0, coolMs: 60_000 },
  bad_request: null,
}
