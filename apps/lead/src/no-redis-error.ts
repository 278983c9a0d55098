/** Thrown at start when the lead is not told where its Redis is. */
export class NoRedisError extends Error {
  readonly code = 'MW_NO_REDIS'
  constructor() {
    super('the lead has no Redis: start it through `millwright up`, or set REDIS_URL')
    this.name = 'NoRedisError'
  }
}
