import type { WorkflowRun } from '@millwright/github'
import { isQuiet } from './gather-facts.ts'
import type { Parts } from './parts.ts'
import { pausedBecause } from './pause-work.ts'
import { runKey, seenKey } from './run-key.ts'

/** A webhook that has not led to anything after so long has not come. */
const WEBHOOK_MS_MAX = 2 * 60 * 1000

export interface UnansweredRuns {
  /** Those that nothing has seen come first. */
  readonly open: readonly WorkflowRun[]
  /** False while a pause or quiet hours keep back some that were seen. */
  readonly isAll: boolean
}

/**
 * Those of red runs that have no final answer; each that nothing has seen is counted as missed.
 * What waits for the end of a pause would be read in vain and is left out.
 */
export async function unansweredRuns(
  parts: Parts,
  repo: string,
  runs: readonly WorkflowRun[],
  nowMs: number,
): Promise<UnansweredRuns> {
  const { store, config } = parts
  const [fresh, seen]: [WorkflowRun[], WorkflowRun[]] = [[], []]
  for (const run of runs) {
    const { runId, runAttempt } = run
    if ((await store.getIntent(runKey(repo, runId, runAttempt))) !== null) continue
    const isSeen = (await store.getIntent(seenKey(repo, runId, runAttempt))) !== null
    if (!isSeen) await countMissed(parts, repo, run, nowMs)
    ;(isSeen ? seen : fresh).push(run)
  }
  const isResting = isQuiet(config, repo) || (await pausedBecause(parts, repo)) !== null
  if (isResting) return { open: fresh, isAll: seen.length === 0 }
  return { open: [...fresh, ...rotated(seen, nowMs)], isAll: true }
}

/** Begins with another one each time, so that none is left out for ever. */
function rotated(runs: readonly WorkflowRun[], nowMs: number): readonly WorkflowRun[] {
  const first = Math.floor(nowMs / 1000) % Math.max(runs.length, 1)
  return [...runs.slice(first), ...runs.slice(0, first)]
}

/** A red run that no webhook brought in good time would have gone unseen without a sweep. */
async function countMissed({ store }: Parts, repo: string, run: WorkflowRun, nowMs: number) {
  const { runId, runAttempt, updatedAt } = run
  if (nowMs - Date.parse(updatedAt) < WEBHOOK_MS_MAX) return
  await store.countOnce('missed_runs', runKey(repo, runId, runAttempt))
}
