import type { Decision } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { handleRun } from '../runs/handle-run.ts'
import { runKey } from '../runs/run-key.ts'

/** The newest decisions about one pull request that are read. */
const DECISIONS_MAX = 100
/** Rules whose reason may be gone without a push, and so without a new run. */
const passing = ['repository-on', 'draft', 'fork', 'conflict', 'pull-request-on']

/**
 * Looks again at the red runs at the head of a pull request that were left alone by one of `rules`,
 * whose reason may be gone by now: what was answered is else never asked again. Gives back how many
 * there are.
 */
export async function takeUpLeft(
  parts: Parts,
  repo: string,
  pr: number,
  rules: readonly string[] = passing,
): Promise<number> {
  const { github, store, config } = parts
  if (!config.repositories[repo]) return 0
  const { headSha } = await github.getPull(repo, pr)
  const decisions = await store.listDecisions({ repo, pr, limit: DECISIONS_MAX })
  const newest = new Map(decisions.toReversed().map((one) => [one.failure_id, one]))
  const runs = new Map<string, { id: number; attempt: number }>()
  for (const decision of newest.values()) {
    if (decision.head_sha !== headSha || !rules.includes(leftBy(decision))) continue
    const known = await store.getFailure(decision.failure_id)
    if (known === null) continue
    const { run_id, run_attempt } = known.failure
    runs.set(runKey(repo, run_id, run_attempt), { id: run_id, attempt: run_attempt })
  }
  for (const [key, { id, attempt }] of runs) {
    await store.dropIntent(key)
    await handleRun(parts, repo, id, attempt, headSha)
  }
  return runs.size
}

/** The first rule that skips, as `decide` of libs/dispatch chooses; empty where none does. */
function leftBy({ rules }: Decision): string {
  return rules.find(({ answer }) => answer === 'skip')?.rule ?? ''
}
