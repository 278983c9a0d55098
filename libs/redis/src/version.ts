/** True when `version` (`7.0.15`) is at least `major.minor`; text that is no version never is. */
export function hasVersion(version: string, major: number, minor: number): boolean {
  const [, first, second] = /^(\d+)\.(\d+)/.exec(version) ?? []
  if (first === undefined || second === undefined) return false
  return Number(first) > major || (Number(first) === major && Number(second) >= minor)
}
