import type { Pull, Repository } from '../repository.ts'
import type { Attempt, Job, Run } from '../run.ts'
import type { World } from '../world.ts'
import { jobShape } from './job-shape.ts'
import { nodeId } from './node-id.ts'
import { fullPullShape } from './pull-shape.ts'
import { runShape } from './run-shape.ts'
import type { Schemas } from './schemas.ts'
import { surroundings } from './surroundings.ts'

/** Who did what to a pull request. */
export type PullChange = { readonly sender: string } & (
  | { readonly action: 'opened' | 'closed' }
  | { readonly action: 'synchronize'; readonly before: string; readonly after: string }
)

export async function pullPayload(
  world: World,
  repository: Repository,
  pull: Pull,
  { sender, ...change }: PullChange,
) {
  return {
    ...surroundings(world, repository, sender),
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
