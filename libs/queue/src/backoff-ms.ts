import { BACKOFF_MS_MAX } from './limits.ts'

/**
 * The pause after try number `attemptsMade` (from 1): doubles from `firstMs`, never over
 * BACKOFF_MS_MAX. Half of it is random, so that work that failed together does not return together.
 */
export function backoffMs(attemptsMade: number, firstMs: number): number {
  const whole = Math.min(firstMs * 2 ** (attemptsMade - 1), BACKOFF_MS_MAX)
  return Math.round(whole / 2 + (Math.random() * whole) / 2)
}
