const statusOf = {
  MW_BAD_REQUEST: 400,
  MW_TOKEN: 401,
  MW_ACTIONS_OFF: 403,
  MW_CSRF: 403,
  MW_ROLE: 403,
  MW_NOT_FOUND: 404,
  MW_WRONG_STATE: 409,
  MW_HOST: 421,
  MW_DRAFT: 422,
  MW_RATE_LIMITED: 429,
  MW_STREAMS_FULL: 503,
  MW_REDIS_AWAY: 503,
  MW_TOO_SLOW: 503,
} as const

export type StatusErrorCode = keyof typeof statusOf

/** A request that is refused, with the code and sentence that its sender sees. */
export class StatusError extends Error {
  override readonly name = 'StatusError'
  readonly code: StatusErrorCode
  /** The HTTP status of the answer. */
  readonly statusCode: number

  constructor(code: StatusErrorCode, message: string) {
    super(message)
    this.code = code
    this.statusCode = statusOf[code]
  }
}
