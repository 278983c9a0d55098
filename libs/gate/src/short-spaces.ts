/** Spaces next to each other that patterns see of more. */
const SPACES_MAX = 40
const LONG_SPACE = new RegExp(`\\s{${SPACES_MAX + 1},}`, 'g')

/**
 * Shortens long runs of white space: more says nothing else to any rule, and trying where a run
 * might end takes a pattern the square of its length, or worse.
 */
export function shortSpaces(text: string): string {
  return text.replaceAll(LONG_SPACE, ' '.repeat(SPACES_MAX))
}
