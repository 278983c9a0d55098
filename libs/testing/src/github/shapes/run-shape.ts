import type { Pull, Repository } from '../repository.ts'
import type { Attempt, Run } from '../run.ts'
import type { World } from '../world.ts'
import { simpleCommitShape } from './commit-shape.ts'
import { nodeId } from './node-id.ts'
import { repositoryShape } from './repository-shape.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** A workflow run as seen in one of its attempts; GitHub keeps the id over all attempts. */
export function runShape(world: World, repository: Repository, run: Run, attempt: Attempt) {
  const fork = run.pull?.fork ?? null
  const actor = userShape(world, run.actor)
  return {
    ...runUrls(world, repository, run, attempt),
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.id + 1_000_000,
    check_suite_node_id: nodeId('CheckSuite', run.id + 1_000_000),
    head_branch: run.headBranch,
    head_sha: run.headCommit.sha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.number,
    run_attempt: attempt.number,
    referenced_workflows: [],
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    // Open ones with this head, whichever event started the run; none for a branch of a fork.
    pull_requests: fork === null ? pullsOf(world, repository, run) : [],
    created_at: run.createdAt,
    updated_at: attempt.updatedAt,
    run_started_at: attempt.startedAt,
    actor,
    triggering_actor: actor,
    head_commit: simpleCommitShape(run.headCommit),
    repository: repositoryShape(world, repository),
    head_repository: repositoryShape(world, repository, fork),
  } satisfies Schemas['workflow-run']
}

function runUrls(world: World, repository: Repository, run: Run, attempt: Attempt) {
  const api = `${world.url}/repos/${repository.fullName}`
  const url = `${api}/actions/runs/${run.id}`
  return {
    url,
    html_url: `${world.url}/${repository.fullName}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id + 1_000_000}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflow.id}`,
  }
}

function pullsOf(world: World, repository: Repository, run: Run) {
  return repository.pulls
    .filter((pull) => pull.state === 'open' && pull.fork === null)
    .filter((pull) => pull.headBranch === run.headBranch)
    .map((pull) => pullReference(world, repository, pull))
}

function pullReference(world: World, repository: Repository, pull: Pull) {
  const api = `${world.url}/repos/${repository.fullName}`
  const repo = { id: repository.id, url: api, name: repository.name }
  return {
    id: pull.id,
    number: pull.number,
    url: `${api}/pulls/${pull.number}`,
    head: { ref: pull.headBranch, sha: pull.headSha, repo },
    base: { ref: pull.baseBranch, sha: pull.baseSha, repo },
  } satisfies Schemas['pull-request-minimal']
}
