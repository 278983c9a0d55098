export type QueueErrorCode = 'MW_QUEUE_FULL' | 'MW_QUEUE_JOB_TOO_LARGE'

/** A queue refused a job; the message says which limit was reached. Trying later may work. */
export class QueueError extends Error {
  override readonly name = 'QueueError'
  readonly code: QueueErrorCode

  constructor(code: QueueErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
