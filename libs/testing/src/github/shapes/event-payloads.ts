import { type Commit, readCommits } from '../git/read-commits.ts'
import type { Pull, RefUpdate, Repository } from '../repository.ts'
import type { Attempt, Job, Run } from '../run.ts'
import { INSTALLATION_ID, type World } from '../world.ts'
import { simpleCommitShape } from './commit-shape.ts'
import { jobShape } from './job-shape.ts'
import { nodeId } from './node-id.ts'
import { fullPullShape } from './pull-shape.ts'
import { repositoryShape } from './repository-shape.ts'
import { runShape } from './run-shape.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

const NO_SHA = '0'.repeat(40)
const PUSH_COMMITS_MAX = 2048

export async function pushPayload(world: World, repository: Repository, update: RefUpdate) {
  const web = `${world.url}/${repository.fullName}`
  const commits = update.new === null ? [] : await pushedCommits(repository, update)
  const shaped = commits.map((commit) => pushedCommitShape(web, commit))
  return {
    ...surroundings(world, repository, update.pusher),
    ref: update.ref,
    before: update.old ?? NO_SHA,
    after: update.new ?? NO_SHA,
    created: update.old === null,
    deleted: update.new === null,
    forced: update.forced,
    base_ref: null,
    compare: `${web}/compare/${update.old ?? NO_SHA}...${update.new ?? NO_SHA}`,
    commits: shaped,
    head_commit: shaped.at(-1) ?? null,
    pusher: { name: update.pusher, email: null },
  } satisfies Schemas['webhook-push']
}

export async function pullPayload(
  world: World,
  repository: Repository,
  pull: Pull,
  change:
    | { action: 'opened' | 'closed' }
    | { action: 'synchronize'; before: string; after: string },
) {
  return {
    ...surroundings(world, repository, pull.author),
    ...change,
    number: pull.number,
    pull_request: await fullPullShape(world, repository, pull),
  }
}

export function runPayload(
  world: World,
  repository: Repository,
  { action, run, attempt }: { action: RunAction; run: Run; attempt: Attempt },
) {
  const api = `${world.url}/repos/${repository.fullName}`
  const file = `${world.url}/${repository.fullName}/blob/${repository.defaultBranch}`
  return {
    ...surroundings(world, repository, run.actor),
    action,
    workflow: {
      id: run.workflow.id,
      node_id: nodeId('Workflow', run.workflow.id),
      name: run.workflow.name,
      path: run.workflow.path,
      state: 'active',
      created_at: repository.createdAt,
      updated_at: repository.createdAt,
      url: `${api}/actions/workflows/${run.workflow.id}`,
      html_url: `${file}/${run.workflow.path}`,
      badge_url: `${world.url}/${repository.fullName}/workflows/${run.workflow.name}/badge.svg`,
    },
    workflow_run: runShape(world, repository, run, attempt),
  } satisfies Omit<Schemas['webhook-workflow-run-completed'], 'action'> & { action: RunAction }
}

export type RunAction = 'requested' | 'in_progress' | 'completed'

export function jobPayload(
  world: World,
  repository: Repository,
  place: { run: Run; attempt: Attempt; job: Job },
) {
  return {
    ...surroundings(world, repository, place.run.actor),
    action: 'completed' as const,
    workflow_job: jobShape(world, repository, place),
  }
}

function surroundings(world: World, repository: Repository, sender: string) {
  const installation = { id: INSTALLATION_ID, node_id: nodeId('Integration', INSTALLATION_ID) }
  return {
    repository: repositoryShape(world, repository),
    sender: userShape(world, sender),
    ...(world.app === null ? {} : { installation }),
  }
}

async function pushedCommits(repository: Repository, update: RefUpdate): Promise<Commit[]> {
  if (update.new === null) return []
  const range = update.old === null ? update.new : `${update.old}..${update.new}`
  const newestFirst = await readCommits(repository.gitDir, range, PUSH_COMMITS_MAX)
  return newestFirst.toReversed()
}

function pushedCommitShape(web: string, commit: Commit) {
  return {
    ...simpleCommitShape(commit),
    distinct: true,
    url: `${web}/commit/${commit.sha}`,
    added: [],
    modified: [],
    removed: [],
  }
}
