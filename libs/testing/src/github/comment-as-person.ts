import type { Effects } from './push-effects.ts'
import type { Comment, Repository } from './repository.ts'
import { commentPayload } from './shapes/comment-payload.ts'
import { timestamp } from './timestamp.ts'

/** A comment in a pull request's conversation, of which the webhook hears. */
export function addComment(
  { world, webhooks }: Pick<Effects, 'world' | 'webhooks'>,
  repository: Repository,
  wish: Pick<Comment, 'issue' | 'author' | 'body'>,
  at = new Date(),
): Comment {
  const now = timestamp(at)
  const id = world.nextId()
  const comment: Comment = { id, ...wish, createdAt: now, updatedAt: now, reactions: [] }
  repository.comments.push(comment)
  webhooks.emit('issue_comment', commentPayload(world, repository, comment, { action: 'created' }))
  return comment
}

/** The author, or whoever may, writes something else in its place. */
export function editComment(
  { world, webhooks }: Pick<Effects, 'world' | 'webhooks'>,
  repository: Repository,
  id: number,
  body: string,
): void {
  const comment = repository.comments.find((candidate) => candidate.id === id)
  if (comment === undefined) throw new Error(`no comment ${id}`)
  const from = comment.body
  comment.body = body
  // GitHub counts in whole seconds; an edit is later than what it edits.
  comment.updatedAt = new Date(Date.parse(comment.createdAt) + 1000).toISOString()
  webhooks.emit(
    'issue_comment',
    commentPayload(world, repository, comment, { action: 'edited', from }),
  )
}
