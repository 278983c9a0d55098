import { rmSync } from 'node:fs'
import { mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whenProcessEnds } from './when-process-ends.ts'

/**
 * A fresh, empty directory; its path is absolute and free of symbolic links.
 * Removed when this process ends, so that a failing test can still be looked into before that.
 */
export async function temporaryDirectory(prefix = 'millwright-'): Promise<string> {
  const dir = await mkdtemp(join(await realpath(tmpdir()), prefix))
  whenProcessEnds(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }))
  return dir
}
