import type { Failure } from '@millwright/protocol'

/**
 * Where a repository stands on the web, by the address of its failed job; null where the job is
 * another service's, or no longer known.
 */
export function onGitHub(failure: Pick<Failure, 'repo' | 'html_url'> | null): string | null {
  if (failure === null) return null
  const at = failure.html_url.indexOf(`/${failure.repo}/actions/runs/`)
  return at < 0 ? null : `${failure.html_url.slice(0, at)}/${failure.repo}`
}
