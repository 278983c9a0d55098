import { createRedactor, type Logger } from '@millwright/logger'
import { annotationVerbs } from './annotation-verbs.ts'
import { Api } from './api.ts'
import { appCredentials } from './app-credentials.ts'
import { branchVerbs } from './branch-verbs.ts'
import { Calls } from './calls.ts'
import { checkVerbs } from './check-verbs.ts'
import { commentVerbs } from './comment-verbs.ts'
import type { Credentials, GitHubAuth } from './credentials.ts'
import type { GitHub } from './github.ts'
import { hookVerbs } from './hook-verbs.ts'
import { issueVerbs } from './issue-verbs.ts'
import { fetchJobLog } from './job-log.ts'
import { type OctokitOptions, openOctokit, WRITE_PAUSE_MS } from './open-octokit.ts'
import { ownVerbs } from './own-verbs.ts'
import { personVerbs } from './person-verbs.ts'
import { pullVerbs } from './pull-verbs.ts'
import { runVerbs } from './run-verbs.ts'
import { tokenCredentials } from './token-credentials.ts'

export interface GitHubOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` for GitHub Enterprise Server. */
  apiUrl: string
  /** Where `git` finds repositories: `https://github.com`. */
  gitUrl: string
  auth: GitHubAuth
  logger: Logger
  userAgent?: string
  /** Longest wait for one answer, in milliseconds. */
  timeoutMs?: number
  /** The unit of back-off, in milliseconds. */
  retryBaseMs?: number
  /** Between two writes: the second that GitHub asks of its clients, unless told. */
  writePauseMs?: number
  /** Told of each token that is minted, before anybody gets it, so that logs can be kept clean. */
  onSecret?: (secret: string) => void
}

/** The adapter to GitHub: Octokit with retries and throttling behind our own few verbs. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { timeoutMs = 30_000, retryBaseMs = 1000, writePauseMs = WRITE_PAUSE_MS } = options
  const credentials = openCredentials(options, { timeoutMs, retryBaseMs, writePauseMs })
  const calls = new Calls(credentials, createRedactor([secretOf(options.auth)]))
  const api = new Api(calls)
  return {
    ...runVerbs(api),
    ...annotationVerbs(api),
    ...pullVerbs(api),
    ...branchVerbs(api),
    ...commentVerbs(api),
    ...issueVerbs(api),
    ...checkVerbs(api),
    ...personVerbs(api),
    ...hookVerbs(api),
    ...ownVerbs(api, calls, (secret) => options.onSecret?.(secret)),
    jobLog: (repo, jobId, { bytesMax, isOld = false }, signal) =>
      fetchJobLog(api, repo, { jobId, bytesMax, isOld, retryBaseMs, timeoutMs }, signal),
    callsLeft: (repo) => calls.left(repo),
    awaySince: () => calls.awaySince,
    cloneUrl: (repo) => `${options.gitUrl.replace(/\/+$/, '')}/${repo}.git`,
  }
}

function openCredentials(
  options: GitHubOptions,
  times: Pick<OctokitOptions, 'timeoutMs' | 'retryBaseMs' | 'writePauseMs'>,
): Credentials {
  const { apiUrl, auth, logger, userAgent = 'millwright' } = options
  const open = (octokitAuth: { auth: unknown; authStrategy?: unknown }) =>
    openOctokit({ ...{ apiUrl, logger, userAgent, ...times }, auth: octokitAuth })
  return auth.kind === 'token' ? tokenCredentials(auth.token, open) : appCredentials(auth, open)
}

function secretOf(auth: GitHubAuth): string {
  return auth.kind === 'token' ? auth.token : auth.privateKey
}
