import type { Answer } from './calls.ts'
import { GitHubError } from './github-error.ts'
import { parseAnswer } from './parse-answer.ts'
import type { ListQuestion } from './question.ts'

export interface Page<T> {
  readonly items: readonly T[]
  /** The `Link` header that leads to the other pages. */
  readonly link: string | undefined
}

/**
 * Asks for one page with `send`, which is given the headers of the question; a page that is
 * remembered and has not changed is not sent again.
 */
export async function askPage<T>(
  question: ListQuestion<T>,
  send: (headers: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<Page<T>> {
  const { route, repo, params, pages } = question
  const name = JSON.stringify([route, repo, params])
  const known = pages?.get(name)
  try {
    const { data, headers } = await send(known ? { 'if-none-match': known.etag } : {})
    const page = { items: parseAnswer(question, data), link: textOf(headers.link) }
    const etag = textOf(headers.etag)
    if (etag !== undefined) pages?.set(name, { ...page, etag })
    return page
  } catch (error) {
    // Octokit takes `304 Not Modified` for an error.
    if (known && error instanceof GitHubError && error.status === 304) return known
    throw error
  }
}

function textOf(header: string | number | undefined): string | undefined {
  return header === undefined ? undefined : String(header)
}
