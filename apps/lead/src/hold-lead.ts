import { randomUUID } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@millwright/logger'
import type { Store } from '@millwright/store'

const LOOK_MS = 500
/** Twice as long as a lead that is gone is still taken for one. */
const WAIT_MS_MAX = 30_000

type HoldStore = Pick<Store, 'holdLead' | 'releaseLead' | 'leadHolder'>

/** Being the only lead. */
export interface LeadHold {
  /** Repeat it with each sign of life; throws OtherLeadError once another process is the lead. */
  renew(): Promise<void>
  release(): Promise<void>
  /** Resolves once another process is the lead: this one must end then. */
  readonly lost: Promise<OtherLeadError>
}

/**
 * Waits until no other process is the lead, and is it then: turns are kept within one process, so
 * two must not work side by side. One that was killed beside us, so that its number is known to be
 * free, is not waited for.
 * Throws OtherLeadError when another one stays at work.
 */
export async function holdLead(
  store: HoldStore,
  logger: Logger,
  waitMsMax = WAIT_MS_MAX,
): Promise<LeadHold> {
  const space = await pidSpace()
  const name = `${process.pid} ${hostname()} ${space ?? 'unknown'} ${randomUUID()}`
  const end = performance.now() + waitMsMax
  for (let isTold = false; ; await sleep(LOOK_MS)) {
    const other = await store.leadHolder()
    const isOver = other !== null && isGone(other, space)
    if (await store.holdLead(name, isOver ? other : name)) break
    if (performance.now() > end) throw new OtherLeadError(other)
    if (!isTold) logger.info({ other }, 'another lead is still there')
    isTold = true
  }
  let tell: (why: OtherLeadError) => void = () => undefined
  const lost = new Promise<OtherLeadError>((resolve) => {
    tell = resolve
  })
  return {
    lost,
    renew: async () => {
      if (await store.holdLead(name)) return
      const error = new OtherLeadError(await store.leadHolder())
      tell(error)
      throw error
    },
    release: () => store.releaseLead(name),
  }
}

/**
 * Within which the numbers of processes mean the same: one pid namespace (pid_namespaces(7)) of one
 * machine since its start (random(4)). Machines and containers may share a host name, and each has
 * a process 1. Null where Linux does not tell it.
 */
async function pidSpace(): Promise<string | null> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${await readlink('/proc/self/ns/pid')}@${boot.trim()}`
  } catch {
    return null
  }
}

/** Of a process elsewhere nothing is known but that its hold ends when it is not renewed. */
function isGone(holder: string, ourSpace: string | null): boolean {
  const [pid = '', , space] = holder.split(' ')
  return ourSpace !== null && space === ourSpace && !isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  // One before us had the same number.
  if (pid === process.pid) return false
  try {
    // Signal 0 only asks whether the process is there (kill(2)).
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM says that it is there, and somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

/** Another process is the lead of the same Redis. */
class OtherLeadError extends Error {
  readonly code = 'MW_OTHER_LEAD'

  constructor(holder: string | null) {
    const [pid, host] = holder?.split(' ') ?? []
    super(
      `another lead works with this Redis${host === undefined ? '' : ` (process ${pid} on ${host})`}: there must be one; stop it, or give this one a database of its own`,
    )
    this.name = 'OtherLeadError'
  }
}
