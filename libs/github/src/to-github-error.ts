import type { Redactor } from '@millwright/logger'
import { RequestError } from '@octokit/request-error'
import { GitHubError } from './github-error.ts'
import { isRateLimited, retryAfterMs } from './rate-limit.ts'

const REASON_CHARS_MAX = 300

/**
 * Turns what Octokit throws into our words, in one place.
 * `what` names the call (`GET /repos/... of acme/web`). An abort passes through as it is.
 */
export function toGitHubError(error: unknown, what: string, redact: Redactor): unknown {
  if (error instanceof GitHubError) return error
  if (error instanceof Error && error.name === 'AbortError') return error
  const text = error instanceof Error ? error.message : String(error)
  const reason = redact(text).slice(0, REASON_CHARS_MAX)
  // Octokit's error carries the whole request; only its scrubbed message goes on as the cause.
  const cause = new Error(reason)
  if (!(error instanceof RequestError) || error.response === undefined) {
    return new GitHubError(
      'MW_GITHUB_DOWN',
      `GitHub did not answer ${what} (${reason}): it is tried again later; check the network and github.api_url if this lasts`,
      { cause },
    )
  }
  const status = error.status
  const waitMs = retryAfterMs(error)
  if (isRateLimited(error)) {
    return new GitHubError(
      'MW_GITHUB_LIMIT',
      `GitHub's rate limit is used up at ${what}: it is tried again when the limit allows; use a GitHub App or watch fewer repositories if this lasts`,
      { status, retryAfterMs: waitMs, cause },
    )
  }
  return new GitHubError(codeOf(status), `${sentence(status, what)} GitHub said: ${reason}`, {
    status,
    retryAfterMs: waitMs,
    cause,
  })
}

function codeOf(status: number) {
  if (status === 401 || status === 403) return 'MW_GITHUB_AUTH'
  if (status === 404 || status === 410) return 'MW_GITHUB_NOT_FOUND'
  return status >= 500 ? 'MW_GITHUB_DOWN' : 'MW_GITHUB_REFUSED'
}

function sentence(status: number, what: string): string {
  switch (codeOf(status)) {
    case 'MW_GITHUB_AUTH':
      return `GitHub refused our credential (${status}) at ${what}: check that it is valid and that its permissions cover this repository.`
    case 'MW_GITHUB_NOT_FOUND':
      return `GitHub does not know ${what} (${status}): check the name, and that the credential may see the repository.`
    case 'MW_GITHUB_DOWN':
      return `GitHub failed (${status}) at ${what}: it is tried again later.`
    case 'MW_GITHUB_REFUSED':
      return `GitHub refused ${what} (${status}): the request does not fit the state of the repository.`
  }
}
