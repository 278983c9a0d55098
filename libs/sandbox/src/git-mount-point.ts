import { lstat, mkdir, realpath, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { JailWorkspace } from './jail.ts'
import { SandboxError } from './sandbox-error.ts'

/** Makes and removes the folder that a git directory is mounted on, for runs that may overlap. */
export type GitMountPoint = { open(): Promise<void>; close(): Promise<void> }

/**
 * A mount needs a folder to stand on, and the tree has none: it is made for as long as commands
 * run, and taken away after the last of them. Commands cannot remove it, because to them it is in
 * use, and see in it nothing but the git directory, read-only.
 */
export function gitMountPoint({ dir, gitDir }: JailWorkspace): GitMountPoint {
  const place = join(dir, '.git')
  let users = 0
  let ready: Promise<boolean> = Promise.resolve(false)
  return {
    async open() {
      if (gitDir === undefined) return
      users += 1
      if (users === 1) ready = make(place, gitDir)
      try {
        await ready
      } catch (error) {
        users -= 1
        throw error
      }
    },
    async close() {
      if (gitDir === undefined) return
      users -= 1
      if (users === 0 && (await ready)) await rmdir(place)
    },
  }
}

/** Says whether the folder is ours to remove. */
async function make(place: string, gitDir: string): Promise<boolean> {
  try {
    await mkdir(place)
    return true
  } catch (cause) {
    if (!(await isThere(place))) throw new SandboxError(`cannot make ${place}`, { cause })
  }
  if ((await lstat(place)).isDirectory()) {
    if ((await realpath(place)) === (await realpath(gitDir))) return false
    // Left by a run that was killed. Only an empty folder can be removed like this.
    if (await isRemoved(place)) return make(place, gitDir)
  }
  throw new SandboxError(`${place} is in the way of the git directory: remove it`)
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch {
    return false
  }
}

async function isRemoved(path: string): Promise<boolean> {
  try {
    await rmdir(path)
    return true
  } catch {
    return false
  }
}
