import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Logger } from '@millwright/logger'
import { workFolder } from './attempt-directory.ts'
import { isOwnerAlive } from './owner.ts'
import { removeDirectory } from './remove-directory.ts'

/** A directory whose owner we cannot ask for is removed at this age; no task lasts so long. */
const AGE_MS_MAX = 24 * 60 * 60_000

/**
 * Removes what attempts left behind that were killed, and ends what still runs in it; touches
 * nothing of a live process. Gives back the names of the directories removed.
 */
export async function sweepWorkspaces(dataDir: string, logger?: Logger): Promise<string[]> {
  const work = workFolder(dataDir)
  const removed: string[] = []
  for (const name of await list(work)) {
    const dir = join(work, name)
    if (!(await isAbandoned(dir))) continue
    await endProcessesIn(dir)
    try {
      await removeDirectory(dir)
      removed.push(name)
    } catch (err) {
      logger?.warn({ err, dir }, 'abandoned workspace not removed, left to the next sweep')
    }
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
 * A jail ends with the worker that started it, but for two cases: a process in it undid that for
 * itself (it still has the tree mounted, which nothing outside a jail has), or the worker was
 * killed while bubblewrap was being started (it still has the tree among its arguments).
 */
async function endProcessesIn(dir: string): Promise<void> {
  const mounted = `/${basename(dir)}/tree `
  for (const pid of (await list('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const isStarting = isHalfMadeJail(await textOf(`/proc/${pid}/cmdline`), join(dir, 'tree'))
    if (!isStarting && !(await textOf(`/proc/${pid}/mountinfo`)).includes(mounted)) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}

function isHalfMadeJail(cmdline: string, tree: string): boolean {
  const args = cmdline.split('\0')
  return args.includes('--die-with-parent') && args.includes(tree)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
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
