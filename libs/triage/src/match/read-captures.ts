import { readCapture } from '../packs/capture-type.ts'
import type { CaptureType } from '../packs/rule-pack.ts'
import type { LazyPattern } from '../patterns/lazy-pattern.ts'

/** The named groups of a match as values of their types; a value that does not fit is left out. */
export function readCaptures(
  regex: LazyPattern,
  text: string,
  types: Readonly<Record<string, CaptureType>>,
  roots: readonly string[],
): Record<string, string> {
  const captures: Record<string, string> = {}
  if (Object.keys(types).length === 0) return captures
  const matcher = regex.matcher(text)
  if (!matcher.find()) return captures
  for (const [name, raw] of Object.entries(matcher.getNamedGroups())) {
    const type = types[name]
    if (!type || raw === null) continue
    const value = readCapture(type, raw, roots)
    if (value !== null) captures[name] = value
  }
  return captures
}
