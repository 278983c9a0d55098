import type { MatchUse } from '../packs/rule-set.ts'
import type { Hit, Line } from '../steps/log-step.ts'
import type { MatchWatch } from './match-watch.ts'
import { readCaptures } from './read-captures.ts'

/** What a hit is made with beside its line. */
export type HitSources = {
  roots: readonly string[]
  /** The last lines, at most `count`, before the line with this number. */
  linesBefore: (number: number, count: number) => Line[]
  /** Told of a line that is no hit after all. */
  watch: MatchWatch
}

/** Makes a hit of the first line of a rule; null when one of its excludes matches, too. */
export function startHit(
  { rule, regex }: MatchUse,
  line: Line,
  { roots, linesBefore, watch }: HitSources,
): Hit | null {
  const place = rule.excludes.findIndex((exclude) => exclude.test(line.text))
  if (place !== -1) {
    watch({ rule, line, reason: `its pattern under "not" matches: ${rule.not[place]}` })
    return null
  }
  const captures = readCaptures(regex, line.text, rule.captures, roots)
  const before = linesBefore(line.number, rule.before)
  return { rule, lines: [line], captures, before, after: [], afterMax: rule.after }
}
