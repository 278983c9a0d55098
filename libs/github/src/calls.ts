import type { Redactor } from '@millwright/logger'
import { RepositoryName } from '@millwright/protocol'
import type { Octokit } from '@octokit/core'
import { RequestError } from '@octokit/request-error'
import { CallBudget } from './call-budget.ts'
import type { Credentials } from './credentials.ts'
import { GitHubError } from './github-error.ts'
import { isAboutAccess } from './is-about-access.ts'
import { nameOf, type Request, type Subject } from './question.ts'
import { toGitHubError } from './to-github-error.ts'
import { untilAborted } from './until-aborted.ts'

/** As much of Octokit's answer as we look at. */
export interface Answer {
  readonly data: unknown
  readonly url: string
  readonly headers: Readonly<Record<string, string | number | undefined>>
}

/** Makes the calls to GitHub: with a credential, counted, and every failure in our words. */
export class Calls {
  readonly #credentials: Credentials
  readonly #redact: Redactor
  readonly #budget = new CallBudget()
  #awaySince: string | null = null

  constructor(credentials: Credentials, redact: Redactor) {
    this.#credentials = credentials
    this.#redact = redact
  }

  get mode(): 'app' | 'token' {
    return this.#credentials.mode
  }

  /** What is left of the calls that GitHub allows in this hour, from 0 to 1; null when unknown. */
  left(repo: string): number | null {
    return this.#budget.left(this.#payerOf(repo))
  }

  /** ISO time of the first call that failed since the last one that GitHub answered. */
  get awaySince(): string | null {
    return this.#awaySince
  }

  /** A fresh token with this one permission. */
  async contentsToken(repo: string, access: 'read' | 'write', signal?: AbortSignal) {
    const question = { route: `a token to ${access} contents`, repo, signal }
    return this.#guard(question, () => this.#credentials.contentsToken(repo, access, signal))
  }

  /** Throws GitHubError, or the signal's reason. */
  send(question: Request, more: Record<string, unknown> = {}): Promise<Answer> {
    return this.#guard(question, async () => {
      try {
        return await this.#call(question, more)
      } catch (error) {
        // The token has run out or was taken back. GitHub did nothing, so that a new one may ask.
        const isTokenOver = error instanceof RequestError && error.status === 401
        if (!isTokenOver || !this.#credentials.renew(question.repo)) throw error
        return await this.#call(question, more)
      }
    })
  }

  async #call({ repo, route, signal, ...question }: Request, more: Record<string, unknown>) {
    const octokit = await this.#octokit(repo, signal)
    const [owner, name] = repo?.split('/') ?? []
    const request = {
      ...(signal === undefined ? {} : { signal }),
      ...(question.isRepeatable === false ? { retries: 0 } : {}),
      ...more,
    }
    const place = repo === null ? {} : { owner, repo: name }
    const { params, headers = {} } = question
    const asked = octokit.request(route, { ...place, ...params, headers, request })
    const note = (answer: unknown) => this.#budget.note(this.#payerOf(repo), answer)
    asked.then(note, note)
    return await asked
  }

  /** A token pays for everything, an installation for its repositories. */
  #payerOf(repo: string | null): string {
    return this.mode === 'token' ? '' : (repo ?? '')
  }

  /** Refuses what is no repository, and turns every failure into our words. */
  async #guard<T>(question: Subject, call: () => Promise<T>): Promise<T> {
    const { repo, signal } = question
    signal?.throwIfAborted()
    if (repo !== null && !RepositoryName.safeParse(repo).success) {
      throw new GitHubError('MW_GITHUB_REFUSED', `a repository is named owner/name, not '${repo}'`)
    }
    try {
      // Octokit cannot be called away from a wait between two tries.
      const answer = await untilAborted(call(), signal)
      this.#awaySince = null
      return answer
    } catch (error) {
      signal?.throwIfAborted()
      if (repo !== null && isAboutAccess(error)) this.#credentials.forget(repo)
      const thrown = toGitHubError(error, nameOf(question), this.#redact)
      this.#awaySince = isAway(thrown) ? (this.#awaySince ?? new Date().toISOString()) : null
      throw thrown
    }
  }

  #octokit(repo: string | null, signal: AbortSignal | undefined): Promise<Octokit> {
    if (repo === null) return Promise.resolve(this.#credentials.ownOctokit)
    return this.#credentials.octokitFor(repo, signal)
  }
}

/** GitHub gave no answer, or none that says anything about what was asked. */
function isAway(error: unknown): boolean {
  if (!(error instanceof GitHubError)) return false
  return error.code === 'MW_GITHUB_DOWN' || error.code === 'MW_GITHUB_LIMIT'
}
