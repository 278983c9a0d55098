import { appShape } from '../api/app-shape.ts'
import type { Check, CommitStatus, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { nodeId } from './node-id.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** A check run that an App made. */
export function checkShape(world: World, repository: Repository, check: Check) {
  const api = `${world.url}/repos/${repository.fullName}`
  const url = `${api}/check-runs/${check.id}`
  const { status, conclusion, annotations } = check
  return {
    id: check.id,
    head_sha: check.sha,
    node_id: nodeId('CheckRun', check.id),
    external_id: check.externalId,
    url,
    html_url: `${world.url}/${repository.fullName}/runs/${check.id}`,
    details_url: null,
    status,
    conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      title: check.title,
      summary: check.summary,
      text: null,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: check.name,
    check_suite: { id: repository.id },
    app: world.app === null ? null : appShape(world, world.app),
    pull_requests: [],
  } satisfies Schemas['check-run']
}

export function statusShape(world: World, repository: Repository, status: CommitStatus) {
  const creator = userShape(world, status.by)
  return {
    url: `${world.url}/repos/${repository.fullName}/statuses/${status.sha}`,
    avatar_url: creator.avatar_url,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: null,
    context: status.context,
    created_at: status.at,
    updated_at: status.at,
    creator,
  } satisfies Schemas['status']
}
