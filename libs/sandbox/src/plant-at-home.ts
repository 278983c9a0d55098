import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

const PREFIX = '.millwright-canary-'

/**
 * Puts a file into our own home for a jail to look for, and takes away those of processes that
 * were killed before they could. Null where the home cannot be written: nothing of ours is in it.
 */
export async function plantAtHome(): Promise<string | null> {
  const path = join(homedir(), `${PREFIX}${process.pid}`)
  try {
    await sweep()
    await writeFile(path, 'canary', { mode: 0o600 })
    return path
  } catch {
    return null
  }
}

async function sweep(): Promise<void> {
  for (const name of await readdir(homedir())) {
    const pid = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''
    if (!/^\d+$/.test(pid) || existsSync(`/proc/${pid}`)) continue
    await rm(join(homedir(), name), { force: true })
  }
}
