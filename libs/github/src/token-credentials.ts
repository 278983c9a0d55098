import type { Octokit } from '@octokit/core'
import type { Credentials } from './credentials.ts'

/** A personal access token: one identity and one reach for everything. */
export function tokenCredentials(
  token: string,
  open: (auth: { auth: unknown }) => Octokit,
): Credentials {
  const octokit = open({ auth: token })
  return {
    mode: 'token',
    octokitFor: async () => octokit,
    ownOctokit: octokit,
    forget: () => undefined,
    renew: () => false,
    contentsToken: async () => token,
  }
}
