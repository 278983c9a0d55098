import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { workFolder } from './attempt-directory.ts'
import { isOwnerAlive } from './owner.ts'
import { removeDirectory } from './remove-directory.ts'

/** A directory whose owner we cannot ask for is removed at this age; no task lasts so long. */
const AGE_MS_MAX = 24 * 60 * 60_000

/**
 * Removes what attempts left behind that were killed, and ends what still runs in it; touches
 * nothing of a live process. Gives back the names of the directories removed.
 */
export async function sweepWorkspaces(dataDir: string): Promise<string[]> {
  const work = workFolder(dataDir)
  const removed: string[] = []
  for (const name of await list(work)) {
    const dir = join(work, name)
    if (!(await isAbandoned(dir))) continue
    await endProcessesIn(name)
    await removeDirectory(dir)
    removed.push(name)
  }
  return removed
}

async function isAbandoned(dir: string): Promise<boolean> {
  const owner = await isOwnerAlive(dir)
  if (owner !== 'unknown') return owner === 'dead'
  try {
    return Date.now() - (await stat(dir)).mtimeMs > AGE_MS_MAX
  } catch {
    return false
  }
}

/**
 * A jail ends with the worker that started it. A process in it could have undone that for itself;
 * it still has the tree mounted, which nothing outside a jail has.
 */
async function endProcessesIn(name: string): Promise<void> {
  const tree = `/${name}/tree `
  for (const pid of (await list('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    if (!(await mountsOf(pid)).includes(tree)) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}

async function mountsOf(pid: string): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/mountinfo`, 'utf8')
  } catch {
    return ''
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}
