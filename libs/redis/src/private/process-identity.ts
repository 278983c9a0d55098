import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks since boot at which it started; null where /proc does not tell. */
  readonly started: string | null
}

/** The identity of a process that runs now, or null when none has this number. */
export function identify(pid: number): ProcessIdentity | null {
  if (!isSignalable(pid)) return null
  const stat = readStat(pid)
  if (stat === null) return { pid, started: null }
  // proc(5): state is the first and start time the twentieth field behind the name in brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? null : { pid, started: fields[19] ?? null }
}

/** True while that very process runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid)
  return now !== null && now.started === identity.started
}

function isSignalable(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM means that it is there and not ours.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readStat(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
}
