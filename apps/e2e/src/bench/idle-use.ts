import { setTimeout as sleep } from 'node:timers/promises'
import { readProcessTree } from './process-tree.ts'

export interface IdleUse {
  name: string
  pssMb: number
  /** Share of one core, in percent. */
  cpuPercent: number
}

/** Watches the service while it has nothing to do. */
export async function idleUse(rootPid: number, seconds: number): Promise<IdleUse[]> {
  const before = new Map((await readProcessTree(rootPid)).map((p) => [p.pid, p.cpuSeconds]))
  const start = performance.now()
  await sleep(seconds * 1000)
  const after = await readProcessTree(rootPid)
  const elapsed = (performance.now() - start) / 1000
  return after.map(({ pid, name, pssMb, cpuSeconds }) => ({
    name,
    pssMb,
    cpuPercent: (100 * (cpuSeconds - (before.get(pid) ?? cpuSeconds))) / elapsed,
  }))
}
