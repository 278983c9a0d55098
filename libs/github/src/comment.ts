import { z } from 'zod'

/** One comment in a pull request's conversation. */
export interface Comment {
  commentId: number
  author: string
  body: string
  htmlUrl: string
  createdAt: string
  /** Somebody has written something else in its place since. */
  isEdited: boolean
  /** Written by an App and not by a person. */
  isByBot: boolean
}

/** https://docs.github.com/en/rest/issues/comments#list-issue-comments */
export const CommentAnswer = z
  .object({
    id: z.number().int(),
    user: z.object({ login: z.string(), type: z.string().default('User') }).nullable(),
    body: z.string().nullish(),
    html_url: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .transform(
    (comment): Comment => ({
      commentId: comment.id,
      author: comment.user?.login ?? 'ghost',
      body: comment.body ?? '',
      htmlUrl: comment.html_url,
      createdAt: comment.created_at,
      isEdited: comment.updated_at !== comment.created_at,
      isByBot: comment.user?.type !== 'User',
    }),
  )
