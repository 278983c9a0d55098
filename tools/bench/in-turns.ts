import { readFileSync } from 'node:fs'

/**
 * Times several ways of doing something, one after the other in each round, so that whatever else
 * the machine does falls on all of them alike. Milliseconds, sorted, by the name of the way.
 */
export async function inTurns(
  rounds: number,
  ways: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {}
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of Object.entries(ways)) {
      const startedAt = performance.now()
      await work()
      // The first round warms files and code.
      if (round > 0) times[name] = [...(times[name] ?? []), performance.now() - startedAt]
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, all.toSorted((a, b) => a - b)]),
  )
}

const TICK_MS = 10

/**
 * Processor time that the processes started by `work` take, in milliseconds a time: it is the same
 * on a busy machine. From /proc/self/stat (proc(5)), fields 16 and 17, in ticks.
 */
export async function processorTime(times: number, work: () => Promise<unknown>): Promise<number> {
  const before = childrenMs()
  for (let time = 0; time < times; time += 1) await work()
  return (childrenMs() - before) / times
}

/** Processor time of all processes that were started here and have ended, in milliseconds. */
export function childrenMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS
}

/** The middle one of sorted numbers. */
export function median(sorted: readonly number[] = []): number {
  return sorted[sorted.length >> 1] ?? Number.NaN
}
