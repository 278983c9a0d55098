import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from '@millwright/logger'
import { sizesOf } from './disk-use.ts'
import { ageOf } from './list-mirrors.ts'
import { cacheFolder } from './open-cache.ts'
import { isOwnerAlive } from './owner.ts'
import { removeDirectory } from './remove-directory.ts'

/** In the name of a cache on its way out. */
const GOING = '.going-'
/** A lease whose owner we cannot ask for counts this long; no attempt lasts longer. */
const LEASE_MS_MAX = 24 * 60 * 60_000

export interface TidyCachesOptions {
  readonly dataDir: string
  /** What all caches may take together. */
  readonly bytesMax: number
  readonly logger: Logger
}

/**
 * Removes the package caches that were not used the longest until the rest is within its bytes.
 * One that an attempt uses stays for now. An attempt that opens one in the moment of its removal
 * fails to start its setup and is tried again.
 */
export async function tidyCaches({ dataDir, bytesMax, logger }: TidyCachesOptions): Promise<void> {
  const names = await list(cacheFolder(dataDir))
  const dirs = names.map((name) => join(cacheFolder(dataDir), name))
  for (const left of dirs.filter((dir) => dir.includes(GOING))) await removeDirectory(left)
  const caches = dirs.filter((dir) => !dir.includes(GOING))
  const sizes = await sizesOf(caches)
  const dated = await Promise.all(caches.map(async (dir) => ({ dir, idleMs: await ageOf(dir) })))
  let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  for (const { dir } of dated.toSorted((a, b) => b.idleMs - a.idleMs)) {
    if (bytes <= bytesMax) return
    if (await isUsed(dir)) continue
    const size = sizes.get(dir) ?? 0
    // Out of the way in one step, so that nobody meets half of it.
    const going = `${dir}${GOING}${process.pid}`
    await rename(dir, going)
    await removeDirectory(going)
    logger.info({ cache: dir, bytes: size }, 'package cache removed')
    bytes -= size
  }
}

/** Leases of attempts that were killed count for nothing. */
async function isUsed(dir: string): Promise<boolean> {
  for (const name of await list(join(dir, 'leases'))) {
    const lease = join(dir, 'leases', name)
    const owner = await isOwnerAlive(lease)
    if (owner === 'alive' || (owner === 'unknown' && (await ageOf(lease)) < LEASE_MS_MAX))
      return true
  }
  return false
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}
