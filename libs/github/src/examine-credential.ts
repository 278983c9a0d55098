import { createRedactor, type Logger } from '@millwright/logger'
import { z } from 'zod'
import { appCredentials } from './app-credentials.ts'
import type { GitHubAuth } from './credentials.ts'
import { openOctokit, WRITE_PAUSE_MS } from './open-octokit.ts'
import { toGitHubError } from './to-github-error.ts'
import { tokenCredentials } from './token-credentials.ts'

/** What GitHub says about a credential itself. */
export interface CredentialFacts {
  /** An App's permissions by name; null for a token. */
  readonly permissions: Readonly<Record<string, string>> | null
  /** A classic token's scopes; null for an App, and for a fine-grained token, which tells none. */
  readonly scopes: readonly string[] | null
  /** True for a token that an App's installation, or a job of Actions, has for an hour. */
  readonly isShortLived: boolean
  /** Calls left in this hour; null for an App, whose installations have a budget each. */
  readonly budget: { readonly left: number; readonly limit: number } | null
  /** How far our clock is before GitHub's, in milliseconds; null when GitHub sent no time. */
  readonly clockAheadMs: number | null
}

const AppAnswer = z.object({ permissions: z.record(z.string(), z.string()) })
const BudgetAnswer = z.object({
  resources: z.object({ core: z.object({ remaining: z.number(), limit: z.number() }) }),
})

/**
 * Asks GitHub once what a credential may do; the question is not counted against its budget.
 * Scopes: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps.
 * Throws GitHubError.
 */
export async function examineCredential(options: {
  apiUrl: string
  auth: GitHubAuth
  logger: Logger
  timeoutMs: number
}): Promise<CredentialFacts> {
  const { auth, ...own } = options
  const open = (octokitAuth: { auth: unknown; authStrategy?: unknown }) =>
    openOctokit({
      ...{ ...own, auth: octokitAuth, queueId: 'examine' },
      ...{ userAgent: 'millwright', retryBaseMs: 1000, writePauseMs: WRITE_PAUSE_MS },
    })
  const isApp = auth.kind === 'app'
  const { ownOctokit } = isApp ? appCredentials(auth, open) : tokenCredentials(auth.token, open)
  const route = isApp ? 'GET /app' : 'GET /rate_limit'
  try {
    const { headers, data } = await ownOctokit.request(route)
    const budget = isApp ? null : BudgetAnswer.parse(data).resources.core
    return {
      permissions: isApp ? AppAnswer.parse(data).permissions : null,
      scopes: isApp ? null : scopesOf(headers['x-oauth-scopes']),
      // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
      isShortLived: !isApp && auth.token.startsWith('ghs_'),
      budget: budget && { left: budget.remaining, limit: budget.limit },
      clockAheadMs: headers.date === undefined ? null : Date.now() - Date.parse(headers.date),
    }
  } catch (error) {
    const secret = isApp ? auth.privateKey : auth.token
    throw toGitHubError(error, route, createRedactor([secret]))
  }
}

function scopesOf(header: unknown): string[] | null {
  if (typeof header !== 'string') return null
  return header.split(',').flatMap((scope) => (scope.trim() === '' ? [] : [scope.trim()]))
}
