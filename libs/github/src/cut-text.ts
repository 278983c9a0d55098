import { z } from 'zod'

/** Text of at most so many characters: a name that is longer is cut, not refused. */
export function cutText(charsMax: number) {
  return z.string().transform((text) => text.slice(0, charsMax))
}
