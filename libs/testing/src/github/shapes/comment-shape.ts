import type { Comment, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { nodeId } from './node-id.ts'
import { reactionRollup } from './reaction-rollup.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** A comment on an issue or in the conversation of a pull request. */
export function commentShape(world: World, repository: Repository, comment: Comment) {
  const api = `${world.url}/repos/${repository.fullName}`
  const page = `${world.url}/${repository.fullName}/pull/${comment.issue}`
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issue}`,
    body: comment.body,
    user: userShape(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    reactions: reactionRollup(`${api}/issues/comments/${comment.id}`, comment.reactions),
    author_association: 'CONTRIBUTOR' as const,
    performed_via_github_app: null,
  } satisfies Schemas['issue-comment']
}
