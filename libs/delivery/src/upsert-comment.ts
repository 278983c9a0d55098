import type { Comment, GitHub } from '@millwright/github'
import { COMMENT_MARKER, mergeComments } from './comment-sections.ts'

type Conversation = Pick<
  GitHub,
  'whoAmI' | 'listComments' | 'createComment' | 'updateComment' | 'deleteComment'
>

/**
 * Brings the one comment of a pull request up to date and gives back its id.
 * The comment is known by our marker together with our own name as its author; sections of other
 * tasks stay in it. Where two calls at once have made two comments, either folds them into the
 * older one. Doing it twice changes nothing.
 * Throws GitHubError; then it may be called again.
 */
export async function upsertComment(options: {
  github: Conversation
  repo: string
  pr: number
  /** What `renderComment` gave. */
  body: string
  signal?: AbortSignal
}): Promise<number> {
  const { github, repo, pr, body, signal } = options
  const { login } = await github.whoAmI(signal)
  const listOurs = async () => {
    const all = await github.listComments(repo, pr, signal)
    return all.filter((comment) => isOurs(comment, login)).sort((a, b) => a.commentId - b.commentId)
  }
  let ours = await listOurs()
  if (ours.length === 0) {
    await github.createComment(repo, pr, body, signal)
    // Somebody may have done the same between our look and our comment.
    ours = await listOurs()
  }
  const [first, ...extras] = ours
  if (first === undefined) throw new CommentLostError(repo, pr)
  const merged = ours.reduce((text, comment) => mergeComments(text, comment.body), body)
  if (merged !== first.body) {
    await github.updateComment(repo, first.commentId, merged, signal)
  }
  // Only now, with everything they said in the first one.
  for (const extra of extras) await github.deleteComment(repo, extra.commentId, signal)
  return first.commentId
}

function isOurs(comment: Comment, login: string): boolean {
  return comment.author === login && comment.body.trimStart().startsWith(COMMENT_MARKER)
}

/** GitHub took our comment and did not list it; calling again finds it or makes it. */
class CommentLostError extends Error {
  readonly code = 'MW_COMMENT_LOST'

  constructor(repo: string, pr: number) {
    super(`our comment on ${repo}#${pr} was not found after it was made: it is tried again later`)
    this.name = 'CommentLostError'
  }
}
