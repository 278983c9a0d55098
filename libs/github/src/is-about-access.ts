import { RequestError } from '@octokit/request-error'

/** True when what we remember of the installation may no longer hold. */
export function isAboutAccess(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false
  const isTokenLost = error.status === 404 && error.request.url.endsWith('/access_tokens')
  return error.status === 401 || error.status === 403 || isTokenLost
}
