import { statfs } from 'node:fs/promises'
import { GitError } from '@millwright/exec'
import { WorkspaceError } from './workspace-error.ts'

/** A disk with less room than this, in bytes, is full to whoever writes a tree. */
const FREE_BYTES_MIN = 1_000_000
const words = /No space left on device|unable to write file/

/**
 * The error, or, where a full disk is behind it, one that says so. Ask before anything is removed.
 * Git has one exit code for everything; its words for this are the system's own (strerror(3)), or
 * those of a checkout (entry.c), which removes what it could not write.
 */
export async function orDiskFull(error: unknown, dataDir: string): Promise<unknown> {
  const isSaid = error instanceof GitError && words.test(error.stderr)
  const room = await statfs(dataDir).catch(() => null)
  const isFull = room !== null && room.bavail * room.bsize < FREE_BYTES_MIN
  if (!isSaid && !isFull) return error
  return new WorkspaceError(
    'MW_DISK_FULL',
    `the disk under ${dataDir} is full, or cannot be written: make room there, or set data_dir`,
    { cause: error },
  )
}
