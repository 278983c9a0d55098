import type { Reaction } from '../repository.ts'
import type { Schemas } from './schemas.ts'

/** How often each reaction was given; `url` is the comment or issue that they are given to. */
export function reactionRollup(url: string, reactions: readonly Reaction[]) {
  const count = (content: string) => reactions.filter((one) => one.content === content).length
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    '+1': count('+1'),
    '-1': count('-1'),
    laugh: count('laugh'),
    confused: count('confused'),
    heart: count('heart'),
    hooray: count('hooray'),
    eyes: count('eyes'),
    rocket: count('rocket'),
  } satisfies Schemas['reaction-rollup']
}
