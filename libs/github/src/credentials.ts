import type { Octokit } from '@octokit/core'

/** How we prove to GitHub who we are. `privateKey` is PEM text. */
export type GitHubAuth =
  | { kind: 'token'; token: string }
  | { kind: 'app'; appId: number; privateKey: string }

/** The two modes behind one face: a GitHub App, and a token as the lesser mode. */
export interface Credentials {
  mode: 'app' | 'token'
  /** For calls about one repository. */
  octokitFor(repo: string, signal?: AbortSignal): Promise<Octokit>
  /** For calls about ourselves. */
  ownOctokit: Octokit
  /** Must be called when GitHub no longer accepts us for the repository. */
  forget(repo: string): void
  /** Drops a token that GitHub no longer takes; false where there is no other to be had. */
  renew(repo: string | null): boolean
  /** A fresh token with this one permission; in token mode the token itself. */
  contentsToken(repo: string, access: 'read' | 'write', signal?: AbortSignal): Promise<string>
}
