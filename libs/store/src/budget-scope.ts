/** The name of a repository's budget of one day (UTC). */
export function repositoryDay(repo: string, now: Date): string {
  return `repository ${repo} on ${now.toISOString().slice(0, 10)}`
}
