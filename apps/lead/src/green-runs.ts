import type { WorkflowRun } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import type { PastRun } from '@millwright/triage'
import { z } from 'zod'
import type { Parts } from './parts.ts'

/** Workflows and branches of one repository whose newest green run is remembered. */
export const GREEN_RUNS_MAX = 200
const GreenRuns = z.array(
  z.object({ workflow: z.string(), branch: z.string(), headSha: z.string(), at: z.string() }),
)
type GreenRuns = z.infer<typeof GreenRuns>

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
  const { workflowName: workflow, headBranch: branch, headSha, updatedAt: at } = run
  const known = await readGreen(store, repo)
  const isSame = (other: GreenRuns[number]) =>
    other.workflow === workflow && other.branch === branch
  // Word of runs comes in any order; the one that ended last stays.
  if (known.some((other) => isSame(other) && other.at >= at)) return
  const kept = known.filter((other) => !isSame(other)).slice(0, GREEN_RUNS_MAX - 1)
  await store.setMark(markOf(repo), JSON.stringify([{ workflow, branch, headSha, at }, ...kept]))
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

async function readGreen(store: Parts['store'], repo: string): Promise<GreenRuns> {
  const mark = await store.getMark(markOf(repo))
  return mark === null ? [] : GreenRuns.parse(JSON.parse(mark))
}

function markOf(repo: string): string {
  return `green:${repo}`
}
