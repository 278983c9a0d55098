import type { GitHub } from '@millwright/github'

type Tracker = Pick<GitHub, 'whoAmI' | 'listIssuesBy' | 'createIssue' | 'updateIssue'>

/**
 * Finds the one issue that begins with a marker and was opened by ourselves; null when there is
 * none. The oldest counts: where a lead without a memory made a second one, it is left alone.
 * Throws GitHubError.
 */
export async function findIssue(
  github: Tracker,
  repo: string,
  marker: string,
): Promise<number | null> {
  const { login } = await github.whoAmI()
  const issues = await github.listIssuesBy(repo, login)
  const ours = issues.filter(({ author, body }) => author === login && body.startsWith(marker))
  return ours.at(-1)?.number ?? null
}
