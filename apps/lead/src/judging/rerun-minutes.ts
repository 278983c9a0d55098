import { z } from 'zod'
import type { Parts } from '../parts.ts'

const DAY_CHARS = 10
/** Reruns of one repository and day that are told apart; far more than any budget allows. */
const RERUNS_MAX = 1_000
const Spent = z.record(z.string(), z.number())

/** What a rerun asks of the day's minutes of CI in its repository. */
export interface Wish {
  readonly repo: string
  /** Names the run's attempt: it is counted once. */
  readonly key: string
  readonly minutes: number
}

/** Null while the day's minutes of CI suffice for a rerun or have been set aside for it; else why not. */
export async function whyNoMinutes(parts: Parts, wish: Wish): Promise<string | null> {
  const spent = await read(parts, wish.repo)
  if (wish.key in spent) return null
  const used = Object.values(spent).reduce((sum, minutes) => sum + minutes, 0)
  const most = parts.config.limits.rerun_minutes
  if (used + wish.minutes <= most && Object.keys(spent).length < RERUNS_MAX) return null
  return `${used} of the ${most} minutes of CI are used up that reruns may take here today (limits.rerun_minutes), and this one takes ${wish.minutes}`
}

/** Sets the minutes of one rerun aside before it is ordered; false when there are not enough. */
export function setMinutesAside(parts: Parts, wish: Wish): Promise<boolean> {
  return parts.inTurn(turnOf(wish.repo), async () => {
    if ((await whyNoMinutes(parts, wish)) !== null) return false
    await write(parts, wish.repo, { ...(await read(parts, wish.repo)), [wish.key]: wish.minutes })
    return true
  })
}

/** Gives back what GitHub refused to use. */
export function giveMinutesBack(parts: Parts, repo: string, key: string): Promise<void> {
  return parts.inTurn(turnOf(repo), async () => {
    const { [key]: _, ...others } = await read(parts, repo)
    await write(parts, repo, others)
  })
}

const turnOf = (repo: string) => `rerun minutes ${repo}`

async function read({ store }: Parts, repo: string): Promise<z.infer<typeof Spent>> {
  const mark = await store.getMark(nameOf(repo))
  return mark === null ? {} : Spent.parse(JSON.parse(mark))
}

async function write({ store }: Parts, repo: string, spent: z.infer<typeof Spent>): Promise<void> {
  await store.setMark(nameOf(repo), JSON.stringify(spent))
}

function nameOf(repo: string): string {
  return `rerun-minutes:${repo}:${new Date().toISOString().slice(0, DAY_CHARS)}`
}
