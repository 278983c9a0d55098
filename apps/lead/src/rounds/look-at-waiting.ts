import { apart } from '../apart.ts'
import { isShortOfCalls } from '../is-short-of-calls.ts'
import type { Parts } from '../parts.ts'
import { pausedBecause } from '../pause-work.ts'
import { isQuiet } from '../runs/gather-facts.ts'
import { handleRun } from '../runs/handle-run.ts'

/** The newest decisions to wait that are looked at in one sweep. */
const WAITING_MAX = 500

/**
 * Takes up runs whose answer was `wait` and that GitHub's lists of the last days did not name: what
 * was paused over a holiday, or is a rerun of an old run, goes on as well. `listed` holds
 * `<repository> <run id>` of those that were looked at already.
 */
export async function lookAtWaiting(parts: Parts, listed: ReadonlySet<string>): Promise<void> {
  const { store, config } = parts
  const seen = new Set(listed)
  const waits = await store.listDecisions({ answer: 'wait', limit: WAITING_MAX })
  for (const { failure_id, repo } of waits) {
    const known = await store.getFailure(failure_id)
    const name = `${repo} ${known?.failure.run_id}`
    if (known?.answer !== 'wait' || seen.has(name)) continue
    seen.add(name)
    if ((config.repositories[repo]?.mode ?? 'off') === 'off') continue
    // It would be read in vain, and wait on.
    if (isQuiet(config, repo) || (await pausedBecause(parts, repo)) !== null) continue
    if (isShortOfCalls(parts, repo)) continue
    const { run_id, run_attempt, head_sha } = known.failure
    await apart(parts, repo, `run ${run_id}`, () =>
      handleRun(parts, repo, run_id, run_attempt, head_sha),
    )
  }
}
