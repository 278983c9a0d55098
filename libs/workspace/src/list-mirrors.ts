import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { workFolder } from './attempt-directory.ts'
import { sizesOf } from './disk-use.ts'

/** In the name of a mirror on its way out. */
export const GOING = '.git.going-'

export interface Mirror {
  readonly dir: string
  /** Since it was last asked for. */
  readonly idleMs: number
  readonly bytes: number
  readonly isInUse: boolean
}

/** The mirrors of a data directory, and `leftovers`: folders whose removal was interrupted. */
export async function listMirrors(
  dataDir: string,
): Promise<{ mirrors: Mirror[]; leftovers: string[] }> {
  const folder = join(dataDir, 'mirrors')
  const names = await list(folder)
  const dirs = names.filter((name) => name.endsWith('.git')).map((name) => join(folder, name))
  const used = await usedObjects(dataDir)
  const bytes = await sizesOf(dirs)
  const mirrors = dirs.map(async (dir) => ({
    dir,
    idleMs: await ageOf(dir),
    bytes: bytes.get(dir) ?? 0,
    isInUse: used.has(join(dir, 'objects')),
  }))
  const leftovers = names.filter((name) => name.includes(GOING)).map((name) => join(folder, name))
  return { mirrors: await Promise.all(mirrors), leftovers }
}

/** The object folders that the git directories of attempts borrow from. */
async function usedObjects(dataDir: string): Promise<Set<string>> {
  const work = workFolder(dataDir)
  const used = new Set<string>()
  for (const name of await list(work)) {
    const note = join(work, name, 'git/objects/info/alternates')
    used.add((await readFile(note, 'utf8').catch(() => '')).trim())
  }
  return used
}

/** In milliseconds since it was changed; without end for what is not there. */
export async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}
