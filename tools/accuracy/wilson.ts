/** 1.96 standard deviations hold 95 % of a normal distribution. */
const Z = 1.96

/**
 * The 95 % interval of a share of `right` out of `all`, by Wilson's score: honest for few logs and
 * for shares near 0 and 1. Null for none.
 */
export function wilson(right: number, all: number): { low: number; high: number } | null {
  if (all === 0) return null
  const share = right / all
  const scale = 1 + Z ** 2 / all
  const middle = (share + Z ** 2 / (2 * all)) / scale
  const half = (Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2))) / scale
  return { low: middle - half, high: middle + half }
}
