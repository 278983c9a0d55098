import type { WorkflowRun } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import type { PastRun } from '@millwright/triage'
import { z } from 'zod'
import type { Parts } from './parts.ts'

/** Workflows and branches of one repository whose newest green run is remembered. */
export const GREEN_RUNS_MAX = 200
const GreenRun = z.object({
  workflow: z.string(),
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
  const { workflowName: workflow, headBranch: branch, updatedAt: at } = run
  const { headSha, runId, runAttempt } = run
  const known = await readGreen(store, repo)
  const isSame = (other: GreenRun) => other.workflow === workflow && other.branch === branch
  // Word of runs comes in any order; the one that ended last stays.
  if (known.some((other) => isSame(other) && other.at >= at)) return
  const kept = known.filter((other) => !isSame(other)).slice(0, GREEN_RUNS_MAX - 1)
  const newest: GreenRun = { workflow, branch, headSha, at, runId, runAttempt }
  await store.setMark(markOf(repo), JSON.stringify([newest, ...kept]))
}

/** The newest green run of a failure's workflow on its branch, if one is remembered. */
export async function recallGreen(
  { store }: Pick<Parts, 'store'>,
  { repo, workflow_name, head_branch }: Failure,
): Promise<PastRun[]> {
  const known = await readGreen(store, repo)
  return known
    .filter(({ workflow, branch }) => workflow === workflow_name && branch === head_branch)
    .map(({ headSha, at }) => ({ place: 'own', headSha, at, cause: null }))
}

/**
 * The green run whose log a failure is held against: the newest one of its workflow on the base
 * branch, which was reviewed, else on its own branch; null when none is remembered.
 */
export async function greenRunFor(
  { store }: Pick<Parts, 'store'>,
  { repo, run_id, workflow_name, head_branch, base_branch }: Failure,
): Promise<GreenRun | null> {
  const known = (await readGreen(store, repo)).filter(
    ({ workflow, runId }) => workflow === workflow_name && runId !== 0 && runId !== run_id,
  )
  const on = (name: string | undefined) => known.find(({ branch }) => branch === name)
  return on(base_branch) ?? on(head_branch) ?? null
}

async function readGreen(store: Parts['store'], repo: string): Promise<GreenRun[]> {
  const mark = await store.getMark(markOf(repo))
  return mark === null ? [] : z.array(GreenRun).parse(JSON.parse(mark))
}

function markOf(repo: string): string {
  return `green:${repo}`
}
