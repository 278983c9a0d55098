import { type Commit, readCommit } from '../git/read-commits.ts'
import type { Pull, Repository } from '../repository.ts'
import type { Attempt, Run } from '../run.ts'
import { timestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

const RUNS_MAX = 20_000

export interface RunOrigin {
  readonly repository: Repository
  readonly branch: string
  readonly sha: string
  readonly pull: Pull | null
  readonly actor: string
}

/** Adds a run to its repository; throws when there are 20,000 already. */
export async function createRun(
  world: World,
  { repository, branch, sha, pull, actor }: RunOrigin,
  about: {
    workflow: { name: string; path: string }
    event: Run['event']
    attempt: Attempt
    /** Now unless told. */
    createdAt?: string
  },
): Promise<Run> {
  if (repository.runs.length >= RUNS_MAX) throw new Error(`more than ${RUNS_MAX} runs`)
  const { headCommit: known } = repository.runs.findLast((run) => run.headCommit.sha === sha) ?? {}
  const headCommit: Commit = known ?? (await readCommit(repository.gitDir, sha))
  const { name, path } = about.workflow
  const id = repository.workflows.get(path) ?? world.nextId()
  repository.workflows.set(path, id)
  const run: Run = {
    id: world.nextId(),
    number: repository.runs.filter((other) => other.workflow.path === path).length + 1,
    workflow: { id, name, path },
    event: about.event,
    title: pull?.title ?? headCommit.message.split('\n')[0] ?? '',
    headBranch: branch,
    headCommit,
    pull,
    actor,
    createdAt: about.createdAt ?? timestamp(),
    attempts: [about.attempt],
  }
  repository.runs.push(run)
  return run
}
