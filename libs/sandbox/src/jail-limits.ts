import { existsSync } from 'node:fs'
import type { Cgroup } from './cgroup.ts'

/** What the processes of one command may use up. */
export type JailLimits = {
  /** MB of memory of all together; without a jail and a control group of each alone. Default 4096. */
  memoryMb?: number | undefined
  /** Processes and threads at once. Default 1024. */
  processes?: number | undefined
  /** MB of one file. Default 2048. */
  fileMb?: number | undefined
  /** Open files of one process. Default 4096. */
  openFiles?: number | undefined
  /** Processor seconds of one process. Default 3600. */
  cpuSeconds?: number | undefined
  /** MB of /tmp. Default 1024. */
  tmpMb?: number | undefined
  /** MB of the home directory. Default 512. */
  homeMb?: number | undefined
  /** MB that the free space under the tree may shrink by while commands use it. Default 10240. */
  diskMb?: number | undefined
  /** MB that must stay free there. Default 256. */
  diskFreeMb?: number | undefined
}

/**
 * `each`: holds for one process at a time. `watch`: looked at five times a second, and processes
 * at once when the machine has many more, so it may be passed for a moment. `none`: does not hold here.
 */
export type LimitsHeld = {
  memory: 'cgroup' | 'watch' | 'each' | 'none'
  processes: 'cgroup' | 'namespace' | 'watch' | 'none'
  /** File size, open files, processor time, no core dumps. */
  files: 'each' | 'none'
}

const MB = 2 ** 20

const defaultLimits = {
  memoryMb: 4096,
  processes: 1024,
  fileMb: 2048,
  openFiles: 4096,
  cpuSeconds: 3600,
  tmpMb: 1024,
  homeMb: 512,
  diskMb: 10_240,
  diskFreeMb: 256,
} satisfies JailLimits

export type AllLimits = Required<{ [K in keyof JailLimits]: number }>

export function allLimits(limits: JailLimits = {}): AllLimits {
  const given = Object.entries(limits).filter(([, value]) => value !== undefined)
  return { ...defaultLimits, ...Object.fromEntries(given) }
}

/** Part of util-linux; found at the same path inside the jail. */
const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path))

/**
 * Says by what each limit is held. The kernel never counts processes against root, and outside a
 * user namespace of its own it would count all processes of the user, so neither is attempted:
 * root's processes are counted by a control group, or by us.
 */
export function limitsHeld(mode: 'bwrap' | 'none', cgroup: Cgroup | null): LimitsHeld {
  const inNamespace = prlimit !== undefined && process.getuid?.() !== 0
  const jailed = inNamespace ? 'namespace' : 'watch'
  const processes = mode === 'bwrap' ? jailed : 'none'
  const unjailed = prlimit === undefined ? 'none' : 'each'
  const memory = mode === 'bwrap' ? 'watch' : unjailed
  return {
    memory: cgroup?.holds.memory === true ? 'cgroup' : memory,
    processes: cgroup?.holds.processes === true ? 'cgroup' : processes,
    files: prlimit === undefined ? 'none' : 'each',
  }
}

/** The launcher that sets the limits of one process and of all it starts. */
export function limitArguments(limits: AllLimits, held: LimitsHeld): string[] {
  if (prlimit === undefined) return []
  return [
    prlimit,
    '--core=0',
    `--fsize=${limits.fileMb * MB}`,
    `--nofile=${limits.openFiles}`,
    `--cpu=${limits.cpuSeconds}`,
    // The data segment, not the address space: V8 and others reserve far more than they use.
    // Where all are looked at together, no single one gets far between two looks.
    ...(held.memory === 'cgroup' ? [] : [`--data=${limits.memoryMb * MB}`]),
    ...(held.processes === 'namespace' ? [`--nproc=${limits.processes}`] : []),
  ]
}

export const megabytes = (count: number) => String(count * MB)

const holders = {
  cgroup: 'together, by a control group',
  namespace: 'together, by the jail’s user namespace',
  watch: 'together, by five looks a second',
  each: 'for each process alone',
  none: 'by NOTHING',
} as const

/** For operators: what holds the limits on this machine. */
export function describeLimits({ memory, processes, files }: LimitsHeld): string {
  // RLIMIT_DATA counts neither shared mappings nor files in memory (getrlimit(2)).
  const shared = memory === 'each' ? ', and memory that processes share by NOTHING' : ''
  return [
    `memory is held ${holders[memory]}${shared}`,
    `processes ${holders[processes]}`,
    `file size, open files and CPU time ${holders[files]}`,
  ].join('; ')
}
