import type { GitHub, WorkflowRun } from '@millwright/github'

/** The newest that ended alike: every round lists them, whatever is known of the older ones. */
const NEWEST = 200
/** As many as GitHub gives out of one question with a filter; older ones are asked for by time. */
const WINDOW = 1_000
/** Red runs of one repository that ended alike, of which one round hears. */
const LISTED_MAX = 10_000
const SECOND_MS = 1_000
const failing = ['failure', 'timed_out', 'startup_failure'] as const

export interface RedRuns {
  /** The newest first. */
  readonly runs: readonly WorkflowRun[]
  /** False where there are more than are listed. */
  readonly isAll: boolean
}

/** Since when runs are wanted, and up to when all of them are known; ISO times. */
interface Span {
  readonly from: string
  readonly known: string
}

/** Lists the red runs of a repository since `from`; of those before `known` only the newest. */
export async function listRedRuns(
  github: Pick<GitHub, 'listRuns'>,
  repo: string,
  span: Span,
): Promise<RedRuns> {
  const lists: RedRuns[] = []
  for (const status of failing) lists.push(await listEnded(github, repo, status, span))
  const runs = lists.flatMap((list) => list.runs)
  return {
    runs: runs.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)),
    isAll: lists.every(({ isAll }) => isAll),
  }
}

async function listEnded(
  github: Pick<GitHub, 'listRuns'>,
  repo: string,
  status: (typeof failing)[number],
  { from, known }: Span,
): Promise<RedRuns> {
  const found = new Map<number, WorkflowRun>()
  let window: { limit: number; createdBefore?: string } = { limit: NEWEST }
  while (found.size < LISTED_MAX) {
    const runs = await github.listRuns(repo, { createdAfter: from, status, ...window })
    const before = found.size
    for (const run of runs) found.set(run.runId, run)
    const oldest = runs.at(-1)?.createdAt
    if (oldest === undefined || runs.length < window.limit || oldest < known) {
      return { runs: [...found.values()], isAll: true }
    }
    // More runs than a window holds may have been created in one second: it is passed over.
    const next = found.size > before ? 0 : SECOND_MS
    window = {
      limit: WINDOW,
      createdBefore: new Date(Date.parse(oldest) - next).toISOString(),
    }
  }
  return { runs: [...found.values()], isAll: false }
}
