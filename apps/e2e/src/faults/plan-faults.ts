import { seededRandom } from '@millwright/testing'

/** The kinds of process that the service consists of. */
export const processKinds = ['lead', 'worker', 'status', 'redis', 'up'] as const
export type ProcessKind = (typeof processKinds)[number]

/** One thing that goes wrong. */
export interface Fault {
  /** Milliseconds after the stories began. */
  atMs: number
  kind: ProcessKind
  /** For a kind with several processes: which, as a part of 1. */
  which: number
  /** Null: SIGKILL. Otherwise it is stopped for so many milliseconds. */
  sleepMs: number | null
}

/** The stories take about this long when nothing goes wrong. */
const WINDOW_MS = 22_000
const FIRST_MS = 500
const SLEEP_MS = { least: 1_000, most: 8_000 }

/**
 * The faults of one seed, in the order of time: three kills and one sleep, or two kills and two
 * sleeps. An even seed and the next odd one together kill each kind of process once.
 */
export function planFaults(seed: number): Fault[] {
  const shared = seededRandom(Math.floor(seed / 2))
  const order = processKinds
    .map((kind) => ({ kind, rank: shared() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ kind }) => kind)
  const isEven = seed % 2 === 0
  const killed = isEven ? order.slice(0, 3) : order.slice(3)
  const random = seededRandom(seed + 1_000_003)
  const anyKind = () => processKinds[Math.floor(random() * processKinds.length)] ?? 'lead'
  const asleep = Array.from({ length: isEven ? 1 : 2 }, anyKind)
  const at = (kind: ProcessKind, sleepMs: number | null): Fault => ({
    atMs: Math.round(FIRST_MS + random() * WINDOW_MS),
    kind,
    which: random(),
    sleepMs,
  })
  const sleepMs = () => Math.round(SLEEP_MS.least + random() * (SLEEP_MS.most - SLEEP_MS.least))
  return [
    ...killed.map((kind) => at(kind, null)),
    ...asleep.map((kind) => at(kind, sleepMs())),
  ].toSorted((a, b) => a.atMs - b.atMs)
}

/** One fault in words, for the report of a seed that failed. */
export function faultText({ atMs, kind, sleepMs }: Fault): string {
  const what = sleepMs === null ? 'kill' : `stop for ${sleepMs} ms`
  return `${(atMs / 1000).toFixed(1)} s: ${what} ${kind}`
}
