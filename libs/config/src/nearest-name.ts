import { distance } from 'fastest-levenshtein'

/** The known name that somebody who typed `name` most likely meant; null when none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const ranked = known
    .map((each) => ({ each, differing: distance(name.toLowerCase(), each.toLowerCase()) }))
    .toSorted((a, b) => a.differing - b.differing)
  const [nearest] = ranked
  if (nearest === undefined) return null
  const isNear = nearest.differing <= Math.max(2, Math.floor(nearest.each.length / 3))
  return isNear ? nearest.each : null
}
