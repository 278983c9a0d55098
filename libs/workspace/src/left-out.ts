import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '@millwright/exec'
import { placeOf, type Tree } from './git-directory.ts'

/** What a commit names and does not hold: it is never fetched, because it comes from elsewhere. */
export interface LeftOut {
  /** Folders of submodules, which stay empty. */
  readonly submodules: readonly string[]
  /** Files that Git LFS keeps elsewhere: their place is held by a pointer. */
  readonly pointers: readonly string[]
}

/** The first line of a pointer (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
const POINTER = 'version https://git-lfs.github.com/spec/v1'
const ATTRIBUTES_BYTES_MAX = 100_000
const LISTING_BYTES_MAX = 1_000_000
/** As many are named; people need to know that there are some, and where to look. */
const POINTERS_MAX = 1000

/** The pointers in a tree that was just checked out. Looks no further where LFS is not in use. */
export async function findPointers(tree: Tree): Promise<string[]> {
  if (!(await readAttributes(tree.dir)).includes('filter=lfs')) return []
  const found = await git(['grep', '-lzI', '--cached', '--fixed-strings', '-e', POINTER], {
    ...placeOf(tree),
    outputBytesMax: LISTING_BYTES_MAX,
  })
  return found.stdout.split('\0').filter(Boolean).slice(0, POINTERS_MAX)
}

/** Only a real file counts, and only its beginning: the tree is a stranger's. */
async function readAttributes(dir: string): Promise<string> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  try {
    const path = join(dir, '.gitattributes')
    const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(ATTRIBUTES_BYTES_MAX))
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch {
    // There is none, or it is a link.
    return ''
  }
}
