import { statfsSync } from 'node:fs'
import { openForkAlarm } from './fork-alarm.ts'
import type { AllLimits, LimitsHeld } from './jail-limits.ts'
import { jailMemory, jailThreads, machineShared } from './jail-memory.ts'

/** Between two looks. A disk that takes 2 GB a second loses 0.4 GB meanwhile. */
const LOOK_MS = 200
/** A file system that has this many files left has as good as none. */
const FREE_FILES_MIN = 1000
const MB = 2 ** 20

/** Looks after the limits that no part of the kernel holds here. */
export type JailWatch = {
  /** Fires when a limit is passed. */
  signal: AbortSignal
  /** Which one, in words; null while none is. */
  problem(): string | null
  /** Tells how to find the jail's first process, once it has one. */
  follow(pid: () => number | null): void
  close(): Promise<void>
}

/**
 * The disk under `dir` while a command runs there, and its processes and memory where nothing else
 * counts them.
 * `freeBefore` are the bytes that were free there before the first command of all.
 */
export function watchJail(
  dir: string,
  limits: AllLimits,
  held: LimitsHeld,
  freeBefore: number | null,
): JailWatch {
  const stop = new AbortController()
  let found: string | null = null
  let pid: () => number | null = () => null
  const sharedBefore = held.memory === 'watch' ? machineShared() : 0
  const tell = (problem: string | null) => {
    found ??= problem
    if (found !== null) stop.abort()
  }
  let counting: Promise<void> | null = null
  const lookAtProcesses = () => {
    const first = pid()
    if (held.processes === 'watch' && first !== null) tell(processProblem(first, limits))
  }
  const look = () => {
    tell(diskProblem(freeBefore, roomOf(dir), limits))
    lookAtProcesses()
    const first = pid()
    if (first === null || held.memory !== 'watch' || counting !== null) return
    counting = memoryProblem(first, sharedBefore, limits)
      .then(tell)
      .finally(() => {
        counting = null
      })
  }
  const timer = setInterval(look, LOOK_MS)
  const isAlarmed = held.processes === 'watch'
  const alarm = isAlarmed ? openForkAlarm(limits.processes, lookAtProcesses) : null
  look()
  return {
    signal: stop.signal,
    problem: () => found,
    follow: (find) => {
      pid = find
    },
    close: async () => {
      clearInterval(timer)
      alarm?.close()
      await counting
    },
  }
}

type Room = { free: number; files: number } | null

/** What the file system can still take; null for a folder that is gone. */
function roomOf(dir: string): Room {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(dir)
    // Some file systems make room for files as they come, and say that they have none.
    return { free: bavail * bsize, files: files > 0 ? ffree : Number.POSITIVE_INFINITY }
  } catch {
    return null
  }
}

/** Bytes that the file system can still take; null for a folder that is gone. */
export function freeBytes(dir: string): number | null {
  return roomOf(dir)?.free ?? null
}

function diskProblem(
  freeBefore: number | null,
  now: Room,
  { diskMb, diskFreeMb }: AllLimits,
): string | null {
  if (now === null) return null
  if (freeBefore !== null && freeBefore - now.free > diskMb * MB) {
    return `the disk lost more than ${diskMb} MB since work began here`
  }
  if (now.free < diskFreeMb * MB) return `the disk has less than ${diskFreeMb} MB free`
  return now.files < FREE_FILES_MIN ? 'the disk can hold hardly any more files' : null
}

function processProblem(pid: number, { processes }: AllLimits): string | null {
  const count = jailThreads(pid, processes)
  return count > processes ? `it had more than ${processes} processes and threads` : null
}

async function memoryProblem(
  pid: number,
  sharedBefore: number,
  { memoryMb }: AllLimits,
): Promise<string | null> {
  const bytes = await jailMemory(pid, { enough: memoryMb * MB, sharedBefore })
  return bytes > memoryMb * MB ? `it held more than ${memoryMb} MB of memory` : null
}
