import { readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** A process, so that a later one with the same number is not taken for it. */
const Owner = z.object({
  pid: z.number().int().positive(),
  /** Clock ticks after boot, from /proc/<pid>/stat. */
  started: z.string(),
  /** The process namespace in which the number means something. */
  namespace: z.string(),
})

const file = (dir: string) => join(dir, 'owner.json')

/** Notes this process as the one that works in a directory. */
export async function writeOwner(dir: string): Promise<void> {
  const owner: z.infer<typeof Owner> = {
    pid: process.pid,
    started: await startOf(process.pid),
    namespace: await namespace(),
  }
  await writeFile(file(dir), JSON.stringify(owner))
}

/** `unknown`: there is no note, or it was written in another container. */
export async function isOwnerAlive(dir: string): Promise<'alive' | 'dead' | 'unknown'> {
  const owner = Owner.safeParse(await readNote(dir)).data
  if (owner === undefined || owner.namespace !== (await namespace())) return 'unknown'
  const started = await startOf(owner.pid)
  return started !== '' && started === owner.started ? 'alive' : 'dead'
}

async function readNote(dir: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file(dir), 'utf8'))
  } catch {
    return null
  }
}

/** Empty when there is no such process. The 22nd field; the second may hold spaces (proc(5)). */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

async function namespace(): Promise<string> {
  try {
    return await readlink('/proc/self/ns/pid')
  } catch {
    return 'none'
  }
}
