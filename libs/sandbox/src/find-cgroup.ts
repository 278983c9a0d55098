import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CGROUP_PREFIX, type Cgroup } from './cgroup.ts'

/**
 * Finds a control group that was delegated to us, in version 2 or 1; null without one.
 * `mount` and `own` (the text of /proc/self/cgroup) are parameters for tests.
 */
export function findCgroup(
  mount = '/sys/fs/cgroup',
  own = readOrEmpty('/proc/self/cgroup'),
): Cgroup | null {
  const lines = own.split('\n').map((line) => line.split(':'))
  const isUnified = existsSync(join(mount, 'cgroup.controllers'))
  const found = isUnified ? findVersion2(mount, lines) : findVersion1(mount, lines)
  if (found.memoryDir === null && found.processesDir === null) return null
  for (const dir of [found.memoryDir, found.processesDir]) if (dir !== null) sweep(dir)
  return found
}

function findVersion2(mount: string, lines: string[][]): Cgroup {
  const ownPath = lines.find(([id]) => id === '0')?.[2] ?? '/'
  const own = join(mount, ownPath)
  const above = dirname(own)
  // A group with processes in it cannot limit groups below it, so a service that is delegated to
  // runs in a group of its own below the delegated one. systemd delegates no slice.
  const places = [own, ...(ownPath === '/' || above.endsWith('.slice') ? [] : [above])]
  for (const dir of places.filter(isWritable)) {
    const controllers = enabled(dir)
    const [memory, processes] = [controllers.includes('memory'), controllers.includes('pids')]
    if (memory || processes)
      return {
        version: 2,
        memoryDir: memory ? dir : null,
        processesDir: processes ? dir : null,
        holds: { memory, processes },
      }
  }
  return nothing(2)
}

function enabled(dir: string): string[] {
  const file = join(dir, 'cgroup.subtree_control')
  const before = readOrEmpty(file).trim().split(/\s+/)
  if (before.includes('memory') && before.includes('pids')) return before
  try {
    writeFileSync(file, '+memory +pids')
  } catch {
    // Not ours to change, or it holds processes; what is enabled already still counts.
  }
  return readOrEmpty(file)
    .trim()
    .split(/\s+/)
    .map((name) => name.replace('+', ''))
}

function findVersion1(mount: string, lines: string[][]): Cgroup {
  const dirOf = (controller: string) => {
    const line = lines.find(([, names]) => names?.split(',').includes(controller) === true)
    const dir = line === undefined ? '' : join(mount, controller, line[2] ?? '/')
    return isWritable(dir) ? dir : null
  }
  const [memoryDir, processesDir] = [dirOf('memory'), dirOf('pids')]
  const holds = { memory: memoryDir !== null, processes: processesDir !== null }
  return { version: 1, memoryDir, processesDir, holds }
}

function nothing(version: 1 | 2): Cgroup {
  const holds = { memory: false, processes: false }
  return { version, memoryDir: null, processesDir: null, holds }
}

function isWritable(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Empty also for what may not be read: then nothing of it is ours to use. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Removes the groups of makers that were killed. */
function sweep(dir: string): void {
  for (const name of readdirSync(dir)) {
    if (!name.startsWith(CGROUP_PREFIX)) continue
    const maker = name.slice(CGROUP_PREFIX.length).split('-')[0]
    if (existsSync(`/proc/${maker}`)) continue
    try {
      rmdirSync(join(dir, basename(name)))
    } catch {
      // Its processes are still ending; the next sweep finds it empty.
    }
  }
}
