import type { Redactor } from '@millwright/logger'
import { RepositoryName } from '@millwright/protocol'
import type { Octokit } from '@octokit/core'
import { RequestError } from '@octokit/request-error'
import { askPage, type Page } from './ask-page.ts'
import { CallBudget } from './call-budget.ts'
import type { Credentials } from './credentials.ts'
import { GitHubError } from './github-error.ts'
import type { PageCache } from './page-cache.ts'
import { misfit, parseAnswer } from './parse-answer.ts'
import {
  type CursorQuestion,
  type ListQuestion,
  nameOf,
  type Question,
  type Request,
  type Subject,
} from './question.ts'
import { toGitHubError } from './to-github-error.ts'
import { untilAborted } from './until-aborted.ts'

const PAGE_SIZE = 100

/** The one place where we talk to GitHub's REST interface. */
export class Api {
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
  callsLeft(repo: string): number | null {
    return this.#budget.left(this.#payerOf(repo))
  }

  /** ISO time of the first call that failed since the last one that GitHub answered. */
  get awaySince(): string | null {
    return this.#awaySince
  }

  /** Throws GitHubError, or the signal's reason. */
  async ask<T>(question: Question<T>): Promise<T> {
    const { known, ...asked } = question
    if (known !== undefined) return this.#askAgain(asked, known)
    const response = await this.#send(question)
    return parseAnswer(question, response.data)
  }

  /** As `ask`, but what GitHub does not know is null. */
  async askOrNull<T>(question: Question<T>): Promise<T | null> {
    try {
      return await this.ask(question)
    } catch (error) {
      if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return null
      throw error
    }
  }

  /** All pages, up to `itemsMax` items. */
  async list<T>(question: ListQuestion<T>): Promise<T[]> {
    const found: T[] = []
    const pagesMax = Math.ceil(question.itemsMax / PAGE_SIZE)
    for (let page = 1; page <= pagesMax; page++) {
      const params = { ...question.params, per_page: Math.min(PAGE_SIZE, question.itemsMax), page }
      const { items, link } = await this.#page({ ...question, params })
      found.push(...items)
      if (!hasNextPage(link)) break
    }
    return found.slice(0, question.itemsMax)
  }

  /** As `list`, where a page names the next one by a cursor; ends early after `isEnough`. */
  async listByCursor<T>(question: CursorQuestion<T>): Promise<T[]> {
    const found: T[] = []
    let cursor: string | null = null
    for (let page = 0; page < Math.ceil(question.itemsMax / PAGE_SIZE); page++) {
      const place: Record<string, string> = cursor === null ? {} : { cursor }
      const params = { ...question.params, per_page: PAGE_SIZE, ...place }
      const { items, link } = await this.#page({ ...question, params })
      found.push(...items)
      cursor = cursorOf(link)
      if (cursor === null || question.isEnough(items)) break
    }
    return found.slice(0, question.itemsMax)
  }

  /** The address that GitHub redirects to, or null where it knows nothing. */
  async redirectOf(question: Request): Promise<string | null> {
    try {
      const options = { redirect: 'manual', parseSuccessResponseBody: false }
      const response = await this.#send(question, options)
      const location = response.headers.location
      if (location === undefined) throw misfit(question, 'no redirect where one was due')
      return new URL(location, response.url).href
    } catch (error) {
      if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return null
      throw error
    }
  }

  /** A fresh token with this one permission. */
  async contentsToken(repo: string, access: 'read' | 'write', signal?: AbortSignal) {
    const question = { route: `a token to ${access} contents`, repo, signal }
    return this.#guard(question, () => this.#credentials.contentsToken(repo, access, signal))
  }

  /** An answer is remembered as a page with one item. */
  async #askAgain<T>(question: Omit<Question<T>, 'known'>, pages: PageCache<T>): Promise<T> {
    const answer = question.answer.transform((found) => [found])
    const { items } = await this.#page({ ...question, answer, itemsMax: 1, pages })
    for (const found of items) return found
    throw misfit(question, 'nothing where one answer was due')
  }

  #page<T>(question: ListQuestion<T>): Promise<Page<T>> {
    return askPage(question, (headers) => this.#send({ ...question, headers }))
  }

  #send(question: Request, more: Record<string, unknown> = {}) {
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

/** True when what we remember of the installation may no longer hold. */
function isAboutAccess(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false
  const isTokenLost = error.status === 404 && error.request.url.endsWith('/access_tokens')
  return error.status === 401 || error.status === 403 || isTokenLost
}

function hasNextPage(link: string | undefined): boolean {
  return link?.split(',').some((part) => part.includes('rel="next"')) ?? false
}

function cursorOf(link: string | undefined): string | null {
  const next = link?.split(',').find((part) => part.includes('rel="next"'))
  const address = /<([^>]+)>/.exec(next ?? '')?.[1]
  return address === undefined ? null : new URL(address).searchParams.get('cursor')
}
