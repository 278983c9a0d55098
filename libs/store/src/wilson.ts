/** Of the normal distribution: 95 % lie within so many deviations of the middle. */
const Z = 1.959964

/** A share of `of` cases, with the interval that holds the true one in 95 of 100 such samples. */
export interface Share {
  readonly count: number
  readonly of: number
  /** Between 0 and 1; null when there is no case. */
  readonly share: number | null
  readonly low: number
  readonly high: number
}

/**
 * Wilson's score interval, which stays honest for few cases and for shares near 0 and 1: Wilson,
 * "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: 0, high: 1 }
  const share = count / of
  const weight = 1 + Z ** 2 / of
  const middle = (share + Z ** 2 / (2 * of)) / weight
  const reach = (Z / weight) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  const low = Math.max(0, middle - reach)
  return { count, of, share, low, high: Math.min(1, middle + reach) }
}
