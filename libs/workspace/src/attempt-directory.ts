import { mkdir, mkdtemp, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isOwnerAlive, writeOwner } from './owner.ts'
import { removeDirectory } from './remove-directory.ts'
import { WorkspaceError } from './workspace-error.ts'

/** The folder of all attempts in a data directory. */
export const workFolder = (dataDir: string) => join(dataDir, 'work')

/** @throws RangeError when the task id could lead elsewhere. */
export function attemptPath(dataDir: string, taskId: string, epoch: number): string {
  if (!/^[A-Za-z0-9._-]{1,200}$/.test(taskId)) throw new RangeError(`"${taskId}" is no task id`)
  return join(workFolder(dataDir), `${taskId}-${epoch}`)
}

/**
 * Makes the directory of one attempt, with the name of its owner in it from the first moment.
 * What an earlier process left at the same place is removed.
 * @throws WorkspaceError MW_WORKSPACE when a live process works there.
 */
export async function makeAttemptDirectory(dir: string): Promise<void> {
  const work = dirname(dir)
  await mkdir(work, { recursive: true, mode: 0o700 })
  if ((await isOwnerAlive(dir)) === 'alive') {
    throw new WorkspaceError('MW_WORKSPACE', `${dir} is in use by another process`)
  }
  await removeDirectory(dir)
  const fresh = await mkdtemp(join(work, '.new-'))
  await writeOwner(fresh)
  for (const name of ['tree', 'side', 'deps', 'cache']) await mkdir(join(fresh, name))
  await rename(fresh, dir)
}
