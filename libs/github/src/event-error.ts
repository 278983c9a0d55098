/** A webhook body that is JSON but not the event it says it is; nothing of it may be used. */
export class EventError extends Error {
  readonly code = 'MW_EVENT'

  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'EventError'
  }
}
