import { rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '@millwright/exec'
import type { Logger } from '@millwright/logger'
import { ageOf, GOING, listMirrors, type Mirror } from './list-mirrors.ts'
import { removeDirectory } from './remove-directory.ts'

/** Mirrors that are kept. */
const MIRRORS_MAX = 50
/** A mirror that was asked for within this time is not removed: no attempt lasts longer. */
export const EVICT_IDLE_MS = 24 * 60 * 60_000
/** How often the objects of a mirror are packed and those of forgotten commits dropped. */
const PACK_EVERY_MS = 7 * 24 * 60 * 60_000
/** Not while a fetch may be about to be used: the longest fetch and its wait are over by then. */
export const PACK_IDLE_MS = 60 * 60_000
const PACK_MS_MAX = 20 * 60_000
const UNREACHABLE_AGE = '2.days.ago'

export interface TidyOptions {
  readonly dataDir: string
  readonly logger: Logger
  readonly signal: AbortSignal
  /** What all mirrors may take together. */
  readonly bytesMax: number
  /** MIRRORS_MAX unless told. */
  readonly mirrorsMax?: number
}

/**
 * Removes the mirrors that were not asked for the longest, until the rest is within its number and
 * bytes, and packs the others now and then. What an attempt may be using stays, whatever it takes.
 * An attempt that asks for a mirror in the moment of its removal fails to open and is tried again.
 */
export async function tidyMirrors(options: TidyOptions): Promise<void> {
  const { dataDir, logger, signal, bytesMax, mirrorsMax = MIRRORS_MAX } = options
  const { mirrors, leftovers } = await listMirrors(dataDir)
  for (const dir of leftovers) await removeDirectory(dir)
  let count = mirrors.length
  let bytes = mirrors.reduce((sum, mirror) => sum + mirror.bytes, 0)
  for (const mirror of mirrors.toSorted((a, b) => b.idleMs - a.idleMs)) {
    signal.throwIfAborted()
    if ((count > mirrorsMax || bytes > bytesMax) && mayGo(mirror)) {
      await evict(mirror.dir)
      logger.info({ mirror: mirror.dir, bytes: mirror.bytes }, 'mirror removed')
      count -= 1
      bytes -= mirror.bytes
    } else if (!mirror.isInUse && mirror.idleMs > PACK_IDLE_MS) {
      await pack(mirror.dir, options)
    }
  }
}

function mayGo({ idleMs, isInUse }: Mirror): boolean {
  return idleMs > EVICT_IDLE_MS && !isInUse
}

/** Out of the way in one step, so that nobody meets half of it. Its lock file stays: it is shared. */
async function evict(dir: string): Promise<void> {
  const going = dir.replace(/\.git$/, `${GOING}${process.pid}`)
  try {
    await rename(dir, going)
  } catch (error) {
    // Another worker of this machine was faster.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  await removeDirectory(going)
}

/** Fetches wait meanwhile. References stay loose files, which is how fetched commits are found. */
async function pack(dir: string, { signal, logger }: TidyOptions): Promise<void> {
  const marker = join(dir, 'millwright-packed')
  if ((await ageOf(marker)) < PACK_EVERY_MS) return
  const used = (await stat(dir)).mtime
  const launcher = ['flock', '--exclusive', '--nonblock', `${dir}.lock`]
  const work = { gitDir: dir, signal, timeoutMs: PACK_MS_MAX, launcher }
  const repack = ['repack', '-A', '-d', '--quiet', `--unpack-unreachable=${UNREACHABLE_AGE}`]
  for (const args of [repack, ['prune', `--expire=${UNREACHABLE_AGE}`]]) {
    const { exitCode, stderr } = await git(args, work)
    signal.throwIfAborted()
    if (exitCode !== 0) return logger.warn({ dir, exitCode, stderr }, 'mirror not packed')
  }
  await writeFile(marker, '')
  // The note in it is no use of the mirror.
  await utimes(dir, used, used)
}
