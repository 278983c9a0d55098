import type { Answer } from './route.ts'

const PAGE_SIZE = 30
const PAGE_SIZE_MAX = 100

/** One page of a list, and the Link header that leads to the others. */
export function paginate<T>(
  url: URL,
  items: readonly T[],
): { page: T[]; headers: Answer['headers'] } {
  const size = Math.min(positive(url.searchParams.get('per_page'), PAGE_SIZE), PAGE_SIZE_MAX)
  const number = positive(url.searchParams.get('page'), 1)
  const last = Math.max(Math.ceil(items.length / size), 1)
  const link = (page: number, rel: string) => {
    const target = new URL(url)
    target.searchParams.set('page', String(page))
    return `<${target.href}>; rel="${rel}"`
  }
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ]
  const page = items.slice((number - 1) * size, number * size)
  return { page, headers: links.length === 0 ? {} : { link: links.join(', ') } }
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 ? value : otherwise
}
