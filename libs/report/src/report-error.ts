export type ReportErrorCode =
  | 'MW_REPORT_TOO_LARGE'
  | 'MW_CHECKPOINT_TOO_LARGE'
  | 'MW_REPORT_NOT_STORED'

/** A report or checkpoint could not be kept; the message names the limit or the last cause. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  readonly code: ReportErrorCode

  constructor(code: ReportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
