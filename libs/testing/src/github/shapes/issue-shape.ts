import type { Pull, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { labelShapes } from './label-shapes.ts'
import { nodeId } from './node-id.ts'
import { reactionRollup } from './reaction-rollup.ts'
import { userShape } from './user-shape.ts'

/** A pull request as the issue that it is as well: with a `pull_request` in it. */
export function issueShape(world: World, repository: Repository, pull: Pull) {
  const api = `${world.url}/repos/${repository.fullName}`
  const url = `${api}/issues/${pull.number}`
  const page = `${world.url}/${repository.fullName}/pull/${pull.number}`
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    number: pull.number,
    title: pull.title,
    user: userShape(world, pull.author),
    labels: labelShapes(world, repository, pull),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter(({ issue }) => issue === pull.number).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: 'CONTRIBUTOR' as const,
    active_lock_reason: null,
    draft: pull.draft,
    body: pull.body,
    reactions: reactionRollup(url, []),
    pull_request: {
      url: `${api}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
    },
  }
}
