import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { leadPid } from './read-status.ts'
import type { TestWorld } from './start-test-world.ts'

export interface Watch {
  /** Names of the files that stood below the folder of the lead's clones at any look. */
  files: Set<string>
  /** Programs that ran below the lead at any look. */
  programs: Set<string>
  /** Ends the watch. */
  close(): Promise<void>
}

/** A clone of the lead lives for half a second and more. */
const EVERY_MS = 25

/** Watches what the lead has on disk and what it runs. */
export async function watchLead(world: TestWorld): Promise<Watch> {
  const [files, programs] = [new Set<string>(), new Set<string>()]
  const clones = join(world.dir, 'data', 'delivery')
  const pid = await leadPid(world)
  let isClosed = false
  const watching = (async () => {
    while (!isClosed) {
      for (const name of await filesBelow(clones)) files.add(name)
      for (const name of await programsBelow(pid ?? 0)) programs.add(name)
      await sleep(EVERY_MS)
    }
  })()
  return {
    files,
    programs,
    close: async () => {
      isClosed = true
      await watching
    },
  }
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

/** The kernel lists children by thread; a process that ended meanwhile has none. */
async function programsBelow(pid: number): Promise<string[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = threads.map((id) => read(`/proc/${pid}/task/${id}/children`))
  const children = (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean))
  const own = await read(`/proc/${pid}/cmdline`)
  const below = children.map(async (child) => {
    const command = await read(`/proc/${child}/cmdline`)
    // Between fork and exec a child still has its parent's name.
    const name = command === own ? '' : (command.split('\0')[0]?.split('/').at(-1) ?? '')
    return [name, ...(await programsBelow(Number(child)))]
  })
  return (await Promise.all(below)).flat().filter((name) => name !== '')
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}
