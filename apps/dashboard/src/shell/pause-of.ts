import type { Overview } from '../api/answers.ts'

/**
 * What the top of each page says of a pause of everything, and whether it can be ended here: no
 * button changes the configuration.
 */
export function pauseOf(overview: Pick<Overview, 'paused_by_config' | 'pauses'> | null): {
  /** Null while nothing is paused everywhere. */
  readonly word: string | null
  readonly canResume: boolean
} {
  const asked = overview?.pauses.find(({ scope }) => scope === '*')
  if (asked !== undefined) return { word: `paused by ${asked.actor}`, canResume: true }
  const word = overview?.paused_by_config === true ? 'paused in the configuration' : null
  return { word, canResume: false }
}
