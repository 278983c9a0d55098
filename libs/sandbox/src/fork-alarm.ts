import { readFileSync } from 'node:fs'

/** Between two glances: a fork bomb makes some thousands of processes a second. */
const GLANCE_MS = 20
/** The part of what a jail may have by which the machine's processes grow before it rings. */
const GROWTH_PART = 0.25

/**
 * Rings when the whole machine has many more processes and threads than when it last rang or had
 * fewer, measured by how many a jail may have. One short line of the kernel's tells (proc(5),
 * /proc/loadavg), however many there are, so that it can be read ten times as often as a jail can be
 * counted. Where a container is shown another number it stays silent.
 */
export function openForkAlarm(processesMax: number, ring: () => void): { close(): void } {
  let least = machineThreads()
  const timer = setInterval(() => {
    const now = machineThreads()
    const isGrown = now - least >= processesMax * GROWTH_PART
    least = isGrown ? now : Math.min(least, now)
    if (isGrown) ring()
  }, GLANCE_MS)
  return { close: () => clearInterval(timer) }
}

/** 0 where nobody says. */
function machineThreads(): number {
  try {
    return Number(/\d+\/(\d+)/.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
