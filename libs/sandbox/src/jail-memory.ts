import { readdirSync, readFileSync } from 'node:fs'
import { readFile, statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { HOME } from './bwrap-arguments.ts'

const KB = 1024
/** For one exact count; processes that make it last longer hide something. */
const COUNT_MS_MAX = 2000
/** The folders of a jail that lie in memory. */
const inMemory = ['tmp', 'dev/shm', HOME.slice(1)]
/** Memory that processes share without a file, as maps name it (proc(5)). */
const SHARED = /\/dev\/zero \(deleted\)|\/SYSV/

/** The numbers of a jail's processes, as it sees them itself; none once it has ended. */
function jailProcesses(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/root/proc`).filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** Processes and threads of a jail; no thread of one that has more processes than `enough`. */
export function jailThreads(pid: number, enough: number): number {
  const processes = jailProcesses(pid)
  if (processes.length > enough) return processes.length
  const threads = (name: string) =>
    Number(/^Threads:\s+(\d+)/m.exec(read(`/proc/${pid}/root/proc/${name}/status`))?.[1] ?? 1)
  return processes.reduce((sum, name) => sum + threads(name), 0)
}

/** Memory of the whole machine that belongs to shared mappings and to file systems in memory. */
export function machineShared(): number {
  return kilobytes(read('/proc/meminfo'), 'Shmem')
}

/**
 * Bytes that the processes of a jail hold together. Up to `enough` it may be too large, never too
 * small: what they seem to hold, with all that they share counted for each, is quickly read.
 * Pages of a shared mapping stay when a process lets go of them, and then stand in no account of
 * its own: a jail with such a mapping answers for all by which the machine's have grown since
 * `sharedBefore`. Infinity when the count takes longer than it may.
 */
export async function jailMemory(
  pid: number,
  { enough, sharedBefore }: { enough: number; sharedBefore: number },
): Promise<number> {
  const grown = Math.max(0, machineShared() - sharedBefore)
  const dirs = jailProcesses(pid).map((process) => `/proc/${pid}/root/proc/${process}`)
  const seeming = dirs.reduce((sum, dir) => sum + resident(dir), grown)
  if (seeming <= enough) return seeming
  const late = new AbortController()
  try {
    return await Promise.race([
      exactly(pid, dirs, grown),
      sleep(COUNT_MS_MAX, Number.POSITIVE_INFINITY, { signal: late.signal }),
    ])
  } finally {
    late.abort()
  }
}

async function exactly(pid: number, dirs: readonly string[], grown: number): Promise<number> {
  let own = 0
  let isSharing = false
  for (const dir of dirs) {
    const [account, maps] = await Promise.all([
      readFile(`${dir}/smaps_rollup`, 'utf8').catch(() => ''),
      readFile(`${dir}/maps`, 'utf8').catch(() => null),
    ])
    // A process may hide its account from an ordinary user, and then answers for all it seems to hold.
    const hidden = account === '' ? resident(dir) : 0
    own += kilobytes(account, 'Pss_Anon') + kilobytes(account, 'SwapPss') + hidden
    isSharing ||= hidden > 0 || (maps !== null && SHARED.test(maps))
  }
  return own + (isSharing ? grown : await heldByFiles(pid))
}

/** What the files of a jail take that lie in memory. */
async function heldByFiles(pid: number): Promise<number> {
  let bytes = 0
  for (const folder of inMemory) {
    const room = await statfs(`/proc/${pid}/root/${folder}`).catch(() => null)
    bytes += room === null ? 0 : (room.blocks - room.bfree) * room.bsize
  }
  return bytes
}

/** Resident bytes of a process, shared ones with them. */
function resident(dir: string): number {
  return kilobytes(read(`${dir}/status`), 'VmRSS')
}

/** The value of a line `Name: 12 kB`, in bytes; 0 without it. */
function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * KB
}

/** Empty for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
