import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from '@millwright/logger'
import { attemptPath, makeAttemptDirectory } from './attempt-directory.ts'
import { checkTree } from './check-tree.ts'
import { orDiskFull } from './disk-full.ts'
import { checkOut, makeGitDirectory, type Tree } from './git-directory.ts'
import { findPointers } from './left-out.ts'
import { fetchIntoMirror, type MirrorOptions } from './mirror.ts'
import { removeDirectory } from './remove-directory.ts'
import { Workspace } from './workspace.ts'

export type OpenWorkspaceOptions = MirrorOptions & {
  taskId: string
  epoch: number
  logger: Logger
}

/**
 * Checks a repository out at exactly one commit, for one attempt at one task.
 * Nothing is left when it fails, is aborted, or after `close`; after a kill, `sweepWorkspaces`.
 * @throws WorkspaceError MW_DISK_FULL, MW_HEAD_GONE, MW_TREE_REFUSED or MW_WORKSPACE.
 * @throws GitError when the server cannot be reached or refuses us.
 */
export async function openWorkspace(options: OpenWorkspaceOptions): Promise<Workspace> {
  const { dataDir, headSha, taskId, epoch, signal, logger } = options
  const startedAt = performance.now()
  const root = attemptPath(dataDir, taskId, epoch)
  const mirror = await fetchIntoMirror(options).catch(async (error: unknown) => {
    throw await orDiskFull(error, dataDir)
  })
  await makeAttemptDirectory(root)
  const tree: Tree = { dir: join(root, 'tree'), gitDir: join(root, 'git'), headSha }
  try {
    await makeGitDirectory(tree.gitDir, mirror.objects, headSha)
    const submodules = await checkTree(tree.gitDir, headSha, signal)
    await checkOut(tree, signal)
    const durationMs = Math.round(performance.now() - startedAt)
    logger.info({ headSha, wasFetched: mirror.wasFetched, durationMs }, 'workspace ready')
    const leftOut = { submodules: [...submodules], pointers: await findPointers(tree) }
    const { bavail, bsize } = await statfs(tree.dir)
    const diskFreeBytes = bavail * bsize
    return new Workspace(root, tree, { mirrorObjects: mirror.objects, leftOut, diskFreeBytes })
  } catch (error) {
    const why = await orDiskFull(error, dataDir)
    await removeDirectory(root)
    throw why
  }
}
