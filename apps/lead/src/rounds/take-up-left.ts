import type { Decision } from '@millwright/protocol'
import { apart } from '../apart.ts'
import type { Parts } from '../parts.ts'
import { handleRun } from '../runs/handle-run.ts'
import { runKey } from '../runs/run-key.ts'

/** The newest decisions about one pull request that are read. */
const DECISIONS_MAX = 100
/** Rules whose reason may be gone without a push, and so without a new run. */
const passing = ['repository-on', 'draft', 'fork', 'conflict', 'pull-request-on']

/** What came of red runs that were looked at again. */
export interface TakenUp {
  /** Runs of which a job is left alone no more. */
  readonly taken: number
  /** Runs that could not be read; nothing has changed about them. */
  readonly unread: number
  /** Why the others are left alone still, each reason once. */
  readonly reasons: readonly string[]
}

/**
 * Looks again at the red runs at the head of a pull request that were left alone by one of `rules`,
 * whose reason may be gone by now: what was answered is else never asked again.
 */
export async function takeUpLeft(
  parts: Parts,
  repo: string,
  pr: number,
  rules: readonly string[] = passing,
): Promise<TakenUp> {
  const { github, store, config } = parts
  if (!config.repositories[repo]) return { taken: 0, unread: 0, reasons: [] }
  const { headSha } = await github.getPull(repo, pr)
  const runs = new Map<string, { id: number; attempt: number; jobs: string[] }>()
  for (const decision of await newestDecisions(parts, repo, pr)) {
    if (decision.head_sha !== headSha || !rules.includes(leftBy(decision))) continue
    const known = await store.getFailure(decision.failure_id)
    if (known === null) continue
    const { run_id: id, run_attempt: attempt } = known.failure
    const key = runKey(repo, id, attempt)
    const jobs = [...(runs.get(key)?.jobs ?? []), decision.failure_id]
    runs.set(key, { id, attempt, jobs })
  }
  let unread = 0
  const read: string[][] = []
  for (const [key, { id, attempt, jobs }] of runs) {
    const isRead = await apart(parts, repo, `run ${id}`, async () => {
      await store.dropIntent(key)
      await handleRun(parts, repo, id, attempt, headSha)
    })
    if (isRead) read.push(jobs)
    else unread += 1
  }
  const left = new Map<string, string>()
  for (const decision of await newestDecisions(parts, repo, pr)) {
    if (decision.answer === 'skip') left.set(decision.failure_id, decision.reason)
  }
  const still = read.filter((jobs) => jobs.every((job) => left.has(job)))
  const reasons = new Set(still.flat().flatMap((job) => left.get(job) ?? []))
  return { taken: read.length - still.length, unread, reasons: [...reasons] }
}

async function newestDecisions({ store }: Parts, repo: string, pr: number): Promise<Decision[]> {
  const decisions = await store.listDecisions({ repo, pr, limit: DECISIONS_MAX })
  return [...new Map(decisions.toReversed().map((one) => [one.failure_id, one])).values()]
}

/** The first rule that skips, as `decide` of libs/dispatch chooses; empty where none does. */
function leftBy({ rules }: Decision): string {
  return rules.find(({ answer }) => answer === 'skip')?.rule ?? ''
}
