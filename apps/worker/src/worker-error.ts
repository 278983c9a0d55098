/** Codes of what keeps a worker, or one attempt, from working at all. */
export type WorkerErrorCode =
  | 'MW_SANDBOX_LEAKS'
  | 'MW_SANDBOX_NONE'
  | 'MW_SHADOW'
  | 'MW_STALE_ATTEMPT'
  | 'MW_MODEL_OUTAGE'
  | 'MW_WEDGED'

/** Something that an operator must look at; the message says what to do. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError'
  readonly code: WorkerErrorCode
  /** Trying the same task again would end in the same way. */
  readonly retryable = false

  constructor(code: WorkerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
