import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gitOrThrow } from '@millwright/exec'
import { WorkspaceError } from './workspace-error.ts'

/** Made beside its place and moved there, so that it is never seen half made. */
export async function makeMirror(mirrors: string, dir: string): Promise<void> {
  if (await isThere(join(dir, 'HEAD'))) return
  await mkdir(mirrors, { recursive: true, mode: 0o700 })
  const fresh = await mkdtemp(join(mirrors, 'new-'))
  try {
    await gitOrThrow(['init', '--quiet', '--bare', fresh])
    await rename(fresh, dir)
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true })
    if (!(await isThere(join(dir, 'HEAD')))) {
      throw new WorkspaceError('MW_WORKSPACE', `cannot make the mirror ${dir}`, { cause })
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}
