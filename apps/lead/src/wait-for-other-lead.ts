import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@millwright/logger'
import type { Store } from '@millwright/store'

const LOOK_MS = 500
/** A lead whose sign of life is this old is gone; its process may not be ours to look at. */
const WAIT_MS_MAX = 20_000

/**
 * Waits until the lead before us has ended: turns are kept within one process, so two leads must
 * not work side by side. One that was killed on this machine is not waited for.
 */
export async function waitForOtherLead(store: Store, logger: Logger): Promise<void> {
  const end = performance.now() + WAIT_MS_MAX
  for (let isTold = false; performance.now() < end; await sleep(LOOK_MS)) {
    const other = await store.readLead()
    if (other === null || (other.host === hostname() && !isAlive(other.pid))) return
    if (!isTold) logger.info({ pid: other.pid, host: other.host }, 'another lead is still there')
    isTold = true
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    // Signal 0 only asks whether the process is there (kill(2)).
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
