export type StoreErrorCode = 'MW_STORE_CONFLICT' | 'MW_STORE_UNREADABLE' | 'MW_STORE_TOO_LARGE'

/** The store could not read or write a record; the message names it. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
