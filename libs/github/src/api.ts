import { askPage, type Page } from './ask-page.ts'
import type { Calls } from './calls.ts'
import { GitHubError } from './github-error.ts'
import type { PageCache } from './page-cache.ts'
import { misfit, parseAnswer } from './parse-answer.ts'
import type { CursorQuestion, ListQuestion, Question, Request } from './question.ts'

const PAGE_SIZE = 100

/** Asks GitHub's REST interface, and takes no answer for granted: each must have its form. */
export class Api {
  readonly #calls: Calls

  constructor(calls: Calls) {
    this.#calls = calls
  }

  get mode(): 'app' | 'token' {
    return this.#calls.mode
  }

  /** Throws GitHubError, or the signal's reason. */
  async ask<T>(question: Question<T>): Promise<T> {
    const { known, ...asked } = question
    if (known !== undefined) return this.#askAgain(asked, known)
    const response = await this.#calls.send(question)
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
      const response = await this.#calls.send(question, options)
      const { location } = response.headers
      if (typeof location !== 'string') throw misfit(question, 'no redirect where one was due')
      return new URL(location, response.url).href
    } catch (error) {
      if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return null
      throw error
    }
  }

  /** An answer is remembered as a page with one item. */
  async #askAgain<T>(question: Omit<Question<T>, 'known'>, pages: PageCache<T>): Promise<T> {
    const answer = question.answer.transform((found) => [found])
    const { items } = await this.#page({ ...question, answer, itemsMax: 1, pages })
    for (const found of items) return found
    throw misfit(question, 'nothing where one answer was due')
  }

  #page<T>(question: ListQuestion<T>): Promise<Page<T>> {
    return askPage(question, (headers) => this.#calls.send({ ...question, headers }))
  }
}

function hasNextPage(link: string | undefined): boolean {
  return link?.split(',').some((part) => part.includes('rel="next"')) ?? false
}

function cursorOf(link: string | undefined): string | null {
  const next = link?.split(',').find((part) => part.includes('rel="next"'))
  const address = /<([^>]+)>/.exec(next ?? '')?.[1]
  return address === undefined ? null : new URL(address).searchParams.get('cursor')
}
