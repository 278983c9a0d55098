import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'millwright-proxy-'

/**
 * A folder that only we may enter, with a path short enough for a socket (unix(7): 107 bytes).
 * Those of processes that were killed are removed on the way.
 */
export async function makeSocketFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : undefined
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue
    // Somebody else's stays: it is not ours to remove.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
  const path = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
