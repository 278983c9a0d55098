import { readdir, readFile } from 'node:fs/promises'

/** One process of the service, as the kernel accounts for it. */
export interface ProcessUse {
  pid: number
  name: string
  /** Proportional set size in MB: memory shared with others is divided among them. */
  pssMb: number
  /** CPU time used since its start, in seconds. */
  cpuSeconds: number
}

/** `USER_HZ`, which is 100 on every Linux that Node.js runs on (time(7)). */
const TICKS_PER_SECOND = 100

/** Reads a process and everything below it from /proc. */
export async function readProcessTree(rootPid: number): Promise<ProcessUse[]> {
  const names = await readdir('/proc')
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const stats = (await Promise.all(pids.map(readStat))).filter((stat) => stat !== null)
  const inTree = new Set([rootPid])
  for (let grew = true; grew; ) {
    const before = inTree.size
    for (const stat of stats) if (inTree.has(stat.parent)) inTree.add(stat.pid)
    grew = inTree.size > before
  }
  const chosen = stats.filter((stat) => inTree.has(stat.pid))
  return Promise.all(
    chosen.map(async ({ pid, cpuSeconds }) => ({
      pid,
      name: await nameOf(pid),
      pssMb: await pssMb(pid),
      cpuSeconds,
    })),
  )
}

async function readStat(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The command stands in parentheses and may hold anything; the fields are counted after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return { pid, parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND }
}

async function nameOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const args = line.split('\0')
  const app = args.find((arg) => /apps\/[a-z]+\//.test(arg))
  return app ? (/apps\/([a-z]+)\//.exec(app)?.[1] ?? app) : (args[0] ?? '').split('/').at(-1) || '?'
}

async function pssMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024
}
