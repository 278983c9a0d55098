import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AllLimits } from './jail-limits.ts'
import { SandboxError } from './sandbox-error.ts'

/** A place below which we may make control groups (cgroups(7)). */
export type Cgroup = {
  /** Version 2 has one tree for all controllers, version 1 has one for each. */
  version: 1 | 2
  /** Absolute paths: for memory, for processes. Equal in version 2; null where not delegated. */
  memoryDir: string | null
  processesDir: string | null
  holds: { memory: boolean; processes: boolean }
}

export type OpenCgroup = {
  /** Put before a program: joins the group, then becomes the program. */
  launcher: string[]
  /** Kills what is left in the group and removes it. */
  close(): Promise<void>
}

/** Our groups are called so, followed by the process that made them. */
export const CGROUP_PREFIX = 'millwright-'
const MB = 2 ** 20
/** Processes that were killed leave their group within this many looks, ever further apart. */
const LOOKS_MAX = 100
const LOOK_MS_MAX = 50

let made = 0

/** @throws SandboxError when the group cannot be made, so that nothing runs without its limits. */
export function openCgroup(cgroup: Cgroup, limits: AllLimits): OpenCgroup {
  made += 1
  const name = `${CGROUP_PREFIX}${process.pid}-${made}`
  const { memoryDir, processesDir, version } = cgroup
  const dirs = [memoryDir, processesDir].filter((dir) => dir !== null)
  const groups = [...new Set(dirs.map((dir) => join(dir, name)))]
  try {
    for (const group of groups) mkdirSync(group)
    if (memoryDir !== null) limitMemory(join(memoryDir, name), version, limits.memoryMb * MB)
    if (processesDir !== null)
      writeFileSync(join(processesDir, name, 'pids.max'), String(limits.processes))
  } catch (cause) {
    throw new SandboxError(`cannot make the control group ${name}`, { cause })
  }
  // Moving one thread, which a shell is, spares version 1 the lock over all of the machine's
  // processes that moving a process takes, and tens of milliseconds; version 2 knows no such way.
  const joins = groups.map((group) => join(group, version === 1 ? 'tasks' : 'cgroup.procs'))
  return {
    launcher: ['/bin/sh', '-c', joinThenBecome, 'sh', joins[0] ?? '', joins.at(-1) ?? ''],
    close: async () => {
      for (const group of groups) await removeGroup(group)
    },
  }
}

const joinThenBecome = 'echo 0 > "$1" && echo 0 > "$2" && shift 2 && exec "$@"'

function limitMemory(group: string, version: 1 | 2, bytes: number): void {
  if (version === 1) {
    writeFileSync(join(group, 'memory.limit_in_bytes'), String(bytes))
    return
  }
  writeFileSync(join(group, 'memory.max'), String(bytes))
  try {
    writeFileSync(join(group, 'memory.swap.max'), '0')
  } catch {
    // A kernel that does not count swap has no such file.
  }
}

async function removeGroup(group: string): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const listed = await readFile(join(group, 'cgroup.procs'), 'utf8')
    const pids = listed.split('\n').filter(Boolean).map(Number)
    for (const pid of pids) kill(pid)
    if (pids.length === 0 && (await isRemoved(group))) return
    await sleep(Math.min(2 ** look, LOOK_MS_MAX))
  }
  throw new SandboxError(`processes in the control group ${group} cannot be killed`)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

async function isRemoved(group: string): Promise<boolean> {
  try {
    await rmdir(group)
    return true
  } catch {
    // A process that has just ended may still be counted.
    return false
  }
}
