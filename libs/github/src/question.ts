import type { z } from 'zod'
import type { PageCache } from './page-cache.ts'

/** What a call is about. */
export interface Subject {
  /** `GET /repos/{owner}/{repo}/...` */
  route: string
  /** `owner/name`; null for a call about ourselves. */
  repo: string | null
  signal: AbortSignal | undefined
}

export interface Request extends Subject {
  params?: Record<string, unknown>
  headers?: Readonly<Record<string, string>>
  /** False for a call that must not be made twice: an answer may be lost after the effect. */
  isRepeatable?: boolean
}

/** One call, and the form its answer must have. */
export interface Question<T> extends Request {
  answer: z.ZodType<T>
  /** Remembers the answer to what is asked again before acting: one that has not changed is free. */
  known?: PageCache<T>
}

/** A list that GitHub gives out in pages; `answer` is the form of one page's body. */
export interface ListQuestion<T> extends Question<T[]> {
  itemsMax: number
  /** Remembers the pages of a list that is asked for again and again. */
  pages?: PageCache<T>
}

/** A list whose pages follow one another by a cursor, newest first. */
export interface CursorQuestion<T> extends ListQuestion<T> {
  /** True when no later page is wanted after this one. */
  isEnough(page: readonly T[]): boolean
}

/** Names a call for an operator. */
export function nameOf(subject: Subject): string {
  return subject.repo === null ? subject.route : `${subject.route} of ${subject.repo}`
}
