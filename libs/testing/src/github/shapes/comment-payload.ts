import type { Comment, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { commentShape } from './comment-shape.ts'
import { issueShape } from './issue-shape.ts'
import { surroundings } from './surroundings.ts'

export type CommentChange =
  | { readonly action: 'created' }
  /** `from` is what it said before. */
  | { readonly action: 'edited'; readonly from: string }

/** `issue_comment`; throws when there is no pull request to comment on. */
export function commentPayload(
  world: World,
  repository: Repository,
  comment: Comment,
  change: CommentChange,
) {
  const pull = repository.pulls.find(({ number }) => number === comment.issue)
  if (pull === undefined) throw new Error(`${repository.fullName} has no #${comment.issue}`)
  return {
    ...surroundings(world, repository, comment.author),
    action: change.action,
    ...(change.action === 'edited' && { changes: { body: { from: change.from } } }),
    issue: issueShape(world, repository, pull),
    comment: commentShape(world, repository, comment),
  }
}
