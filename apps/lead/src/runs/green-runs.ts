import type { WorkflowRun } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import type { PastRun } from '@millwright/triage'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { isSameWorkflow, workflowOf } from './is-same-workflow.ts'

/** Workflows and branches of one repository whose newest green run is remembered. */
export const GREEN_RUNS_MAX = 200
const GreenRun = z.object({
  workflow: z.string(),
  /** Absent in what older versions wrote down. */
  workflowId: z.number().optional(),
  branch: z.string(),
  headSha: z.string(),
  at: z.string(),
  /** 0 in what older versions wrote down. */
  runId: z.number().default(0),
  runAttempt: z.number().default(1),
})
export type GreenRun = z.infer<typeof GreenRun>

/**
 * Remembers when a workflow was last green on a branch of its own repository. A run of a fork is
 * no history of the branch that has the same name here.
 */
export async function rememberGreen(
  { store }: Pick<Parts, 'store'>,
  repo: string,
  run: WorkflowRun,
): Promise<void> {
  if (run.headRepo !== repo) return
  const { workflowName: workflow, workflowId, headBranch: branch, updatedAt: at } = run
  const { headSha, runId, runAttempt } = run
  const known = await readGreen(store, repo)
  const isSame = (other: GreenRun) => isOf(other, workflowOf(run)) && other.branch === branch
  // Word of runs comes in any order; the one that ended last stays.
  if (known.some((other) => isSame(other) && other.at >= at)) return
  const kept = known.filter((other) => !isSame(other)).slice(0, GREEN_RUNS_MAX - 1)
  const newest: GreenRun = { workflow, workflowId, branch, headSha, at, runId, runAttempt }
  await store.setMark(markOf(repo), JSON.stringify([newest, ...kept]))
}

/** The newest green run of a failure's workflow on its branch, if one is remembered. */
export async function recallGreen(
  { store }: Pick<Parts, 'store'>,
  failure: Failure,
): Promise<PastRun[]> {
  const known = await readGreen(store, failure.repo)
  return known
    .filter((run) => isOf(run, failure) && run.branch === failure.head_branch)
    .map(({ headSha, at }) => ({ place: 'own', headSha, at, cause: null }))
}

/**
 * The green run whose log a failure is held against: the newest one of its workflow on the base
 * branch, which was reviewed, else on its own branch; null when none is remembered.
 */
export async function greenRunFor(
  { store }: Pick<Parts, 'store'>,
  failure: Failure,
): Promise<GreenRun | null> {
  const { repo, run_id, head_branch, base_branch } = failure
  const known = (await readGreen(store, repo)).filter(
    (run) => isOf(run, failure) && run.runId !== 0 && run.runId !== run_id,
  )
  const on = (name: string | undefined) => known.find(({ branch }) => branch === name)
  return on(base_branch) ?? on(head_branch) ?? null
}

function isOf({ workflow, workflowId }: GreenRun, other: Parameters<typeof isSameWorkflow>[1]) {
  return isSameWorkflow({ workflow_name: workflow, workflow_id: workflowId }, other)
}

async function readGreen(store: Parts['store'], repo: string): Promise<GreenRun[]> {
  const mark = await store.getMark(markOf(repo))
  return mark === null ? [] : z.array(GreenRun).parse(JSON.parse(mark))
}

function markOf(repo: string): string {
  return `green:${repo}`
}
