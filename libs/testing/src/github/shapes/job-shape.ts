import type { Repository } from '../repository.ts'
import type { Attempt, Job, Run, Step } from '../run.ts'
import type { World } from '../world.ts'
import { nodeId } from './node-id.ts'
import type { Schemas } from './schemas.ts'

/** One job of one attempt; a job is a check run of the same id. */
export function jobShape(
  world: World,
  repository: Repository,
  { run, attempt, job }: { run: Run; attempt: Attempt; job: Job },
) {
  const api = `${world.url}/repos/${repository.fullName}`
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: attempt.number,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headCommit.sha,
    head_branch: run.headBranch,
    workflow_name: run.workflow.name,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${world.url}/${repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map(stepShape),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
  } satisfies Schemas['job']
}

function stepShape(step: Step) {
  return {
    name: step.name,
    status: step.status,
    conclusion: step.conclusion,
    number: step.number,
    started_at: step.startedAt,
    completed_at: step.completedAt,
  }
}
