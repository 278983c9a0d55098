import type { Decision } from '@millwright/protocol'
import { handleRun } from './handle-run.ts'
import type { Parts } from './parts.ts'
import { runKey } from './run-key.ts'

/** The newest decisions about one pull request that are read. */
const DECISIONS_MAX = 100
/** Reasons that may have gone without a push, and so without a new run. */
const passing: ReadonlySet<string> = new Set([
  'repository-on',
  'draft',
  'fork',
  'conflict',
  'pull-request-on',
])

/**
 * Looks again at the red runs at the head of a pull request that were left alone for a reason which
 * may be gone by now: what was answered is else never asked again. Gives back how many there are.
 */
export async function takeUpLeft(parts: Parts, repo: string, pr: number): Promise<number> {
  const { github, store } = parts
  const { headSha } = await github.getPull(repo, pr)
  const left = await store.listDecisions({ repo, pr, answer: 'skip', limit: DECISIONS_MAX })
  const runs = new Map<string, { id: number; attempt: number }>()
  for (const decision of left.filter((one) => one.head_sha === headSha && isPassing(one))) {
    const known = await store.getFailure(decision.failure_id)
    if (known?.answer !== 'skip') continue
    const { run_id, run_attempt } = known.failure
    runs.set(runKey(repo, run_id, run_attempt), { id: run_id, attempt: run_attempt })
  }
  for (const [key, { id, attempt }] of runs) {
    await store.dropIntent(key)
    await handleRun(parts, repo, id, attempt, headSha)
  }
  return runs.size
}

/** By the first rule that skips, as `decide` of libs/dispatch chooses. */
function isPassing({ rules }: Decision): boolean {
  const first = rules.find(({ answer }) => answer === 'skip')
  return first !== undefined && passing.has(first.rule)
}
