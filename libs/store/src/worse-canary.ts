import { COMPARED_MIN, type PromptNumbers } from './prompt-numbers.ts'
import type { Share } from './wilson.ts'

/** Tasks of a canary before its shares are held against those of the stable version. */
export const CANARY_TASKS_MIN = 10

/**
 * Why a canary is clearly worse than the stable version, or null. Its share has to lie beyond the
 * other's with the whole interval. A patch that cheats is enough by itself where the stable version
 * has made none. Going back costs nothing, so a canary needs fewer tasks here than it takes to say
 * that one version is better.
 */
export function worseCanary(canary: PromptNumbers, stable: PromptNumbers): string | null {
  if (stable.n < COMPARED_MIN) return null
  if (canary.cheats.count > 0 && stable.cheats.count === 0) {
    return `the gate blocked ${canary.cheats.count} of its patches for what they do, and none of the stable version`
  }
  if (canary.n < CANARY_TASKS_MIN) return null
  const pairs = [
    ['green', canary.green, stable.green, 'fewer'],
    ['green at the first attempt', canary.first_green, stable.first_green, 'fewer'],
    ['escalated', canary.escalated, stable.escalated, 'more'],
    ['blocked by the gate', canary.gate_blocks, stable.gate_blocks, 'more'],
    ['rejected by a person', canary.rejected, stable.rejected, 'more'],
  ] as const
  for (const [what, own, other, bad] of pairs) {
    const isWorse = bad === 'fewer' ? own.high < other.low : own.low > other.high
    if (isWorse)
      return `${text(own)} of its tasks are ${what}, and ${text(other)} of the stable version's`
  }
  return null
}

function text({ count, of }: Share): string {
  return `${count} of ${of}`
}
