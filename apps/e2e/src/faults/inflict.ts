import { setTimeout as sleep } from 'node:timers/promises'
import { waitFor } from '@millwright/testing'
import type { Fault } from './plan-faults.ts'
import { processesBelow } from './processes-below.ts'

/** What an earlier fault ended is back sooner than this. */
const BACK_MS_MAX = 30_000

/** Makes one fault happen to the service below `dir`; resolves when it is over. */
export async function inflict(dir: string, fault: Fault): Promise<void> {
  const pid = await waitFor(() => victim(dir, fault), {
    timeoutMs: BACK_MS_MAX,
    everyMs: 50,
    what: `a ${fault.kind} to hit`,
  })
  if (fault.sleepMs === null) return signal(pid, 'SIGKILL')
  signal(pid, 'SIGSTOP')
  await sleep(fault.sleepMs)
  signal(pid, 'SIGCONT')
}

async function victim(dir: string, { kind, which }: Fault): Promise<number | null> {
  const pids = (await processesBelow(dir))
    .filter((one) => one.kind === kind)
    .map(({ pid }) => pid)
    .toSorted((a, b) => a - b)
  return pids[Math.floor(which * pids.length)] ?? null
}

/** The process may have ended meanwhile, by another fault. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
