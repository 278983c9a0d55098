import type { Redis } from 'ioredis'

/** Where a page of a sorted set ended: `<score>.<name>`. It holds when the entry itself is gone. */
export type Cursor = string

interface Entry {
  readonly name: string
  readonly cursor: Cursor
}

/**
 * The names in a sorted set, the highest score first, in pages of `pageSize`, from behind `after`.
 * Names of one score are in the order of the alphabet, from its end, so a page may end between them.
 */
export async function* walkIndex(
  redis: Redis,
  index: string,
  after: Cursor | undefined,
  pageSize: number,
): AsyncGenerator<readonly Entry[]> {
  const [, score = '+inf', last] = /^(\d+)\.(.+)$/.exec(after ?? '') ?? []
  let offset = 0
  while (true) {
    const page = ['WITHSCORES', 'LIMIT', offset, pageSize] as const
    const flat = await redis.zrevrangebyscore(index, score, '-inf', ...page)
    if (flat.length === 0) return
    const entries = flat.flatMap((name, at) => {
      const own = flat[at + 1] ?? ''
      const isBehind = last === undefined || own !== score || name < last
      return at % 2 === 0 && isBehind ? [{ name, cursor: `${own}.${name}` }] : []
    })
    if (entries.length > 0) yield entries
    offset += pageSize
  }
}
