import { z } from 'zod'

/** One comment in a pull request's conversation. */
export interface Comment {
  commentId: number
  author: string
  body: string
  htmlUrl: string
  createdAt: string
}

/** https://docs.github.com/en/rest/issues/comments#list-issue-comments */
export const CommentAnswer = z
  .object({
    id: z.number().int(),
    user: z.object({ login: z.string() }).nullable(),
    body: z.string().nullish(),
    html_url: z.string(),
    created_at: z.string(),
  })
  .transform(
    (comment): Comment => ({
      commentId: comment.id,
      author: comment.user?.login ?? 'ghost',
      body: comment.body ?? '',
      htmlUrl: comment.html_url,
      createdAt: comment.created_at,
    }),
  )
