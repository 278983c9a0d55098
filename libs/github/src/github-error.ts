/** What went wrong between us and GitHub; each code has its entry in docs/errors.md. */
export type GitHubErrorCode =
  | 'MW_GITHUB_AUTH'
  | 'MW_GITHUB_LIMIT'
  | 'MW_GITHUB_DOWN'
  | 'MW_GITHUB_NOT_FOUND'
  | 'MW_GITHUB_REFUSED'
  | 'MW_GITHUB_ANSWER'

/**
 * A call to GitHub that did not succeed, after all retries of ours.
 * The message says what an operator can do; it never holds a token.
 */
export class GitHubError extends Error {
  readonly code: GitHubErrorCode
  /** HTTP status, or null when no answer came. */
  readonly status: number | null
  /** True when the same call may succeed later without anybody's help. */
  readonly retryable: boolean
  /** How long GitHub asks us to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null

  constructor(
    code: GitHubErrorCode,
    message: string,
    details: { status?: number | null; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    this.name = 'GitHubError'
    this.code = code
    this.status = details.status ?? null
    this.retryable = code === 'MW_GITHUB_DOWN' || code === 'MW_GITHUB_LIMIT'
    this.retryAfterMs = details.retryAfterMs ?? null
  }
}
