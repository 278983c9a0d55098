import type { WorkflowRun } from '@millwright/github'
import { settleWatched } from '../judging/settle-watched.ts'
import type { Parts } from '../parts.ts'

/** The most runs of one commit that are looked at. */
const RUNS_MAX = 100

/** A run as GitHub shows it now, and with it, where its commit was known, the others there. */
export interface ReadRun {
  readonly run: WorkflowRun
  readonly all: readonly WorkflowRun[]
  /** The task that waits for the commit, if one does, was settled by the same answer. */
  readonly isSettled: boolean
}

/**
 * Reads a run that is said to have ended. `shaHint` is the commit that it is said to be of: then
 * one question tells of all runs there, unless the list is behind what was told.
 */
export async function readRun(
  parts: Parts,
  repo: string,
  told: { runId: number; runAttempt: number; shaHint: string | null },
): Promise<ReadRun> {
  const { github } = parts
  const { runId, runAttempt, shaHint } = told
  const watched = shaHint === null ? null : await settleWatched(parts, repo, shaHint)
  const filter = { headSha: shaHint ?? '', limit: RUNS_MAX }
  const all = watched ?? (shaHint === null ? [] : await github.listRuns(repo, filter))
  const known = all.find((one) => one.runId === runId)
  if (known?.status === 'completed' && known.runAttempt >= runAttempt) {
    return { run: known, all, isSettled: watched !== null }
  }
  return { run: await github.getRun(repo, runId), all, isSettled: false }
}
