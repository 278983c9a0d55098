import type { Issue, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { nodeId } from './node-id.ts'
import { reactionRollup } from './reaction-rollup.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** An issue that is no pull request. */
export function trackedIssueShape(world: World, repository: Repository, issue: Issue) {
  const api = `${world.url}/repos/${repository.fullName}`
  const url = `${api}/issues/${issue.number}`
  return {
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${world.url}/${repository.fullName}/issues/${issue.number}`,
    number: issue.number,
    title: issue.title,
    user: userShape(world, issue.author),
    labels: [...issue.labels],
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: 'CONTRIBUTOR' as const,
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionRollup(url, []),
  } satisfies Schemas['issue']
}
