import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a mirror keeps the commits that were fetched, each under its own name. */
export const HEADS = 'refs/millwright'
/** The commits remembered by name, which the next fetch builds on; the oldest are forgotten. */
const HEADS_MAX = 200

/**
 * Keeps the names of the commits that were used last. The objects of the others stay for days, and
 * as long as an attempt borrows from the mirror, so that work which builds on them goes on.
 */
export async function forgetOldHeads(dir: string): Promise<void> {
  const heads = await readdir(join(dir, HEADS))
  if (heads.length <= HEADS_MAX) return
  const dated = await Promise.all(
    heads.map(async (name) => {
      const path = join(dir, HEADS, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }))
      return { path, usedMs: mtimeMs }
    }),
  )
  dated.sort((a, b) => b.usedMs - a.usedMs)
  for (const { path } of dated.slice(HEADS_MAX)) await rm(path, { force: true })
}
