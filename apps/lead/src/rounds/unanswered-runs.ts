import type { WorkflowRun } from '@millwright/github'
import type { Parts } from '../parts.ts'
import { pausedBecause } from '../pause-work.ts'
import { isQuiet } from '../runs/gather-facts.ts'
import { runKey, seenKey } from '../runs/run-key.ts'

/** A webhook that has not led to anything after so long has not come. */
const WEBHOOK_MS_MAX = 2 * 60 * 1000

export interface UnansweredRuns {
  /** Those that nothing has seen; they are taken up first. */
  readonly fresh: readonly WorkflowRun[]
  /** The others, from the one on whose turn it is. */
  readonly seen: readonly WorkflowRun[]
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
  if (isResting) return { fresh, seen: [], isAll: seen.length === 0 }
  const last = Number((await store.getMark(turnMark(repo))) ?? Number.POSITIVE_INFINITY)
  return { fresh, seen: inTurn(seen, last), isAll: true }
}

/** Remembers how far a round has come with the runs that were seen; the next one goes on behind. */
export async function endTurn({ store }: Parts, repo: string, last: WorkflowRun): Promise<void> {
  await store.setMark(turnMark(repo), String(last.runId))
}

function turnMark(repo: string): string {
  return `turn:${repo}`
}

/**
 * By falling number, from the one below `last` on and then from the top: whatever comes and goes
 * between two rounds, none is passed over.
 */
function inTurn(runs: readonly WorkflowRun[], last: number): readonly WorkflowRun[] {
  const falling = runs.toSorted((a, b) => b.runId - a.runId)
  const below = falling.filter(({ runId }) => runId < last)
  return [...below, ...falling.slice(0, falling.length - below.length)]
}

/** A red run that no webhook brought in good time would have gone unseen without a sweep. */
async function countMissed({ store }: Parts, repo: string, run: WorkflowRun, nowMs: number) {
  const { runId, runAttempt, updatedAt } = run
  if (nowMs - Date.parse(updatedAt) < WEBHOOK_MS_MAX) return
  await store.countOnce('missed_runs', runKey(repo, runId, runAttempt))
}
