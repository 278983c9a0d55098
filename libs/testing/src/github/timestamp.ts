/** The time in the form of GitHub's REST answers: UTC, whole seconds. */
export function timestamp(at = new Date()): string {
  return `${at.toISOString().slice(0, 19)}Z`
}
