import { mkdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { RepositoryName } from '@millwright/protocol'
import { writeOwner } from './owner.ts'
import { removeDirectory } from './remove-directory.ts'

/** Whose code writes a cache: the repository's own branches, or anybody's fork. */
export type Trust = 'own' | 'fork'

export type CacheOptions = {
  dataDir: string
  /** `owner/name` */
  repo: string
  trust: Trust
  taskId: string
  epoch: number
}

export type PackageCache = {
  /** What package managers keep between tasks. */
  dir: string
  /** Lets `tidyCaches` remove it again. May be called twice. */
  close(): Promise<void>
}

export const cacheFolder = (dataDir: string) => join(dataDir, 'caches')

/**
 * The package cache of one repository and one trust level: a fork's commands write none that the
 * repository's own branches read. Several attempts may use one at once, as package managers do.
 */
export async function openCache(options: CacheOptions): Promise<PackageCache> {
  const { dataDir, trust, taskId, epoch } = options
  const repo = RepositoryName.parse(options.repo).replace('/', '__')
  if (!/^[A-Za-z0-9._-]{1,200}$/.test(taskId)) throw new RangeError(`"${taskId}" is no task id`)
  const place = join(cacheFolder(dataDir), `${repo}--${trust}`)
  const lease = join(place, 'leases', `${taskId}-${epoch}`)
  const dir = join(place, 'data')
  await mkdir(lease, { recursive: true, mode: 0o700 })
  await writeOwner(lease)
  await mkdir(dir, { recursive: true })
  const now = new Date()
  await utimes(place, now, now)
  return { dir, close: () => removeDirectory(lease) }
}
