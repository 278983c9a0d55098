import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gitOrThrow } from '@millwright/exec'

/** A clone that is older than this belongs to a call that was killed, in milliseconds. */
const LEFTOVER_AGE_MS = 60 * 60 * 1000
/** Making an empty repository takes no longer, in milliseconds. */
const INIT_TIMEOUT_MS = 30_000

export interface CleanClone {
  gitDir: string
  indexFile: string
  close: () => Promise<void>
}

/**
 * An empty bare repository of our own, with no template, hooks or configuration from anywhere.
 * Each call gets a new one, so that a killed call leaves nothing that a later one could trip over;
 * what it left on disk is removed on the way.
 */
export async function openCleanClone(dataDir: string, repo: string): Promise<CleanClone> {
  await mkdir(dataDir, { recursive: true })
  await removeLeftovers(dataDir)
  const gitDir = await mkdtemp(join(dataDir, `${repo.replace('/', '__')}-`))
  const close = () => rm(gitDir, { recursive: true, force: true })
  try {
    const args = ['init', '--quiet', '--bare', '--template=', gitDir]
    await gitOrThrow(args, { timeoutMs: INIT_TIMEOUT_MS })
  } catch (error) {
    await close()
    throw error
  }
  return { gitDir, indexFile: join(gitDir, 'index'), close }
}

async function removeLeftovers(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const path = join(dataDir, name)
    // Another call may remove its own clone at the same moment.
    const found = await stat(path).catch(() => null)
    if (found === null || Date.now() - found.mtimeMs < LEFTOVER_AGE_MS) continue
    await rm(path, { recursive: true, force: true })
  }
}
