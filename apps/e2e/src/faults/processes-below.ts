import { readdir, readFile, readlink } from 'node:fs/promises'
import type { ProcessKind } from './plan-faults.ts'

export interface FoundProcess {
  pid: number
  /** Null for what belongs to a process of the service without being one: a jail, a git, a shell. */
  kind: ProcessKind | null
  command: string
}

/** All running processes that name a folder in their arguments or environment, or stand in it. */
export async function processesBelow(dir: string): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map((pid) => look(pid, dir)))
  return found.filter((one) => one !== null)
}

async function look(pid: number, dir: string): Promise<FoundProcess | null> {
  if (pid === process.pid) return null
  const [cmdline, environ, cwd] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ])
  if (![cmdline, environ, cwd].some((text) => text.includes(dir))) return null
  // A process that has ended and waits for its parent to notice has no arguments any more.
  if (cmdline === '') return null
  return { pid, kind: kindOf(cmdline), command: cmdline.replaceAll('\0', ' ').slice(0, 300) }
}

function kindOf(cmdline: string): ProcessKind | null {
  const app = /\/apps\/(lead|worker|status)\/dist\/main\.js\0/.exec(cmdline)?.[1]
  if (app !== undefined) return app as 'lead' | 'worker' | 'status'
  if (cmdline.includes('/bin/millwright.js\0up\0')) return 'up'
  return /^[^\0]*(redis|valkey)-server/.test(cmdline) ? 'redis' : null
}
