import { createAppAuth } from '@octokit/auth-app'
import type { Octokit } from '@octokit/core'
import { z } from 'zod'
import type { Credentials } from './credentials.ts'

const InstallationAnswer = z.object({ id: z.number().int() })
const TokenAnswer = z.object({ token: z.string().min(1) })
/** Repositories whose installation is remembered. */
const REPOSITORIES_MAX = 5000

/**
 * A GitHub App: signs in as itself, looks up its installation for each repository, and works there
 * with that installation's tokens, which Octokit renews by itself.
 */
export function appCredentials(
  app: { appId: number; privateKey: string },
  open: (auth: { auth: unknown; authStrategy?: unknown }) => Octokit,
): Credentials {
  const ownOctokit = open({ authStrategy: createAppAuth, auth: app })
  const installations = new Map<string, number>()
  const octokits = new Map<number, Octokit>()

  async function installationOf(repo: string, signal?: AbortSignal): Promise<number> {
    const known = installations.get(repo)
    if (known !== undefined) return known
    const [owner, name] = repo.split('/')
    const answer = await ownOctokit.request('GET /repos/{owner}/{repo}/installation', {
      owner: owner ?? '',
      repo: name ?? '',
      ...(signal === undefined ? {} : { request: { signal } }),
    })
    const { id } = InstallationAnswer.parse(answer.data)
    if (installations.size >= REPOSITORIES_MAX) installations.clear()
    installations.set(repo, id)
    return id
  }

  async function octokitFor(repo: string, signal?: AbortSignal): Promise<Octokit> {
    const installationId = await installationOf(repo, signal)
    const known = octokits.get(installationId)
    if (known !== undefined) return known
    const auth = { authStrategy: createAppAuth, auth: { ...app, installationId } }
    const octokit = open(auth)
    octokits.set(installationId, octokit)
    return octokit
  }

  return {
    mode: 'app',
    octokitFor,
    ownOctokit,
    forget: (repo) => installations.delete(repo),
    renew: (repo) => {
      const installationId = installations.get(repo ?? '')
      // Octokit trusts our clock to say when its token is over; with a new Octokit comes a new one.
      return installationId !== undefined && octokits.delete(installationId)
    },
    async contentsToken(repo, access, signal) {
      const octokit = await octokitFor(repo, signal)
      const answer = await octokit.auth({
        type: 'installation',
        repositoryNames: [repo.split('/')[1] ?? ''],
        permissions: { contents: access },
        // A token out of the cache may have a minute left; the one who gets it needs its full hour.
        refresh: true,
      })
      return TokenAnswer.parse(answer).token
    },
  }
}
