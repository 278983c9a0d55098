import { seededRandom } from '@millwright/testing'

/** Chance that is the same for the same seed. */
export interface Dice {
  /** True in `part` of all cases, from 0 to 1. */
  chance(part: number): boolean
  /** A whole number from 0 up to `count` - 1. */
  below(count: number): number
  pick<T>(of: readonly [T, ...T[]]): T
  /** Undefined of an empty list. */
  any<T>(of: readonly T[]): T | undefined
}

export function dice(seed: number): Dice {
  const random = seededRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  return {
    below,
    chance: (part) => random() < part,
    pick: (of) => of[below(of.length)] ?? of[0],
    any: (of) => of[below(of.length)],
  }
}
