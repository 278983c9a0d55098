/**
 * `MW_NO_REDIS`: none is configured. `MW_REDIS_BINARY`: no server to start. `MW_REDIS_START`: it
 * did not start or does not answer.
 */
export type RedisErrorCode = 'MW_NO_REDIS' | 'MW_REDIS_BINARY' | 'MW_REDIS_START'

/** Why there is no Redis to work with; the message tells the operator what to do. */
export class RedisError extends Error {
  readonly code: RedisErrorCode

  constructor(code: RedisErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RedisError'
    this.code = code
  }
}
