/** One page of a list as it was last seen. */
export interface KnownPage<T> {
  readonly etag: string
  readonly items: readonly T[]
  /** The `Link` header that leads to the other pages. */
  readonly link: string | undefined
}

/** Pages that are remembered; the one not asked for longest is forgotten first. */
export const PAGES_MAX = 300

/**
 * The pages of lists that are asked for again and again: one that has not changed costs nothing of
 * GitHub's hourly calls. ETags belong to a token; one that was renewed gets the whole page once.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export class PageCache<T> {
  readonly #pages = new Map<string, KnownPage<T>>()

  get(name: string): KnownPage<T> | undefined {
    const page = this.#pages.get(name)
    if (page !== undefined) this.set(name, page)
    return page
  }

  set(name: string, page: KnownPage<T>): void {
    this.#pages.delete(name)
    this.#pages.set(name, page)
    const oldest = this.#pages.keys().next().value
    if (this.#pages.size > PAGES_MAX && oldest !== undefined) this.#pages.delete(oldest)
  }
}
