import { type Comment, type GitHub, GitHubError } from '@millwright/github'
import { COMMENT_MARKER, mergeComments } from './comment-sections.ts'

type Conversation = Pick<
  GitHub,
  'whoAmI' | 'listComments' | 'createComment' | 'updateComment' | 'deleteComment'
>

/** What we said last on a pull request. */
export interface Said {
  readonly id: number
  readonly body: string
}

/** What spares reading a conversation again; it may be lost at any time. */
export interface CommentMemory {
  read(): Promise<Said | null>
  write(said: Said): Promise<void>
  /** Notes that a comment is about to be made; false when one may have been made before. */
  begin(): Promise<boolean>
}

export interface CommentOptions {
  github: Conversation
  memory: CommentMemory
  repo: string
  pr: number
  /** What `renderComment` gave. */
  body: string
  signal?: AbortSignal
}

/**
 * Brings the one comment of a pull request up to date and gives back its id.
 * The comment is known by our marker together with our own name as its author; sections of other
 * tasks stay in it. Where two calls at once have made two comments, either folds them into the
 * older one. Doing it twice changes nothing.
 * Throws GitHubError; then it may be called again.
 */
export async function upsertComment(options: CommentOptions): Promise<number> {
  const known = await options.memory.read()
  const said = (known && (await sayInPlace(options, known))) ?? (await sayAnew(options))
  await options.memory.write(said)
  return said.id
}

/** Null when the comment that we remember is gone. */
async function sayInPlace(options: CommentOptions, known: Said): Promise<Said | null> {
  const { github, repo, body, signal } = options
  const merged = mergeComments(body, known.body)
  if (merged === known.body) return known
  try {
    await github.updateComment(repo, known.id, merged, signal)
    return { id: known.id, body: merged }
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return null
    throw error
  }
}

async function sayAnew(options: CommentOptions): Promise<Said> {
  const { github, memory, repo, pr, body, signal } = options
  let ours = (await memory.begin()) ? [] : await listOurs(options)
  if (ours.length === 0) {
    await github.createComment(repo, pr, body, signal)
    // There may be an older one that nobody remembers, or one made at the same time.
    ours = await listOurs(options)
  }
  const [first, ...extras] = ours
  if (first === undefined) throw new CommentLostError(repo, pr)
  const merged = ours.reduce((text, comment) => mergeComments(text, comment.body), body)
  if (merged !== first.body) {
    await github.updateComment(repo, first.commentId, merged, signal)
  }
  // Only now, with everything they said in the first one.
  for (const extra of extras) await github.deleteComment(repo, extra.commentId, signal)
  return { id: first.commentId, body: merged }
}

/** The oldest first. */
async function listOurs({ github, repo, pr, signal }: CommentOptions): Promise<Comment[]> {
  const { login } = await github.whoAmI(signal)
  const all = await github.listComments(repo, pr, signal)
  return all.filter((comment) => isOurs(comment, login)).sort((a, b) => a.commentId - b.commentId)
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
