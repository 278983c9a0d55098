import { readFileSync } from 'node:fs'

const TICK_MS = 10

/** Processor time of a process so far, in milliseconds: /proc/PID/stat (proc(5)), fields 14, 15. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
