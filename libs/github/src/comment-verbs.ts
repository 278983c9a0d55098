import { z } from 'zod'
import type { Api } from './api.ts'
import { CommentAnswer } from './comment.ts'
import type { GitHub } from './github.ts'

/** Comments read of one pull request. */
const COMMENTS_MAX = 5000
const ISSUES = '/repos/{owner}/{repo}/issues'

type CommentVerbs = Pick<
  GitHub,
  'getComment' | 'listComments' | 'createComment' | 'updateComment' | 'deleteComment'
>

/** What is read and written in the conversation of a pull request. */
export function commentVerbs(api: Api): CommentVerbs {
  return {
    getComment: (repo, commentId, signal) =>
      api.askOrNull({
        route: `GET ${ISSUES}/comments/{comment_id}`,
        repo,
        params: { comment_id: commentId },
        answer: CommentAnswer,
        signal,
      }),

    listComments: (repo, pr, signal) =>
      api.list({
        route: `GET ${ISSUES}/{issue_number}/comments`,
        repo,
        params: { issue_number: pr },
        answer: z.array(CommentAnswer),
        itemsMax: COMMENTS_MAX,
        signal,
      }),

    createComment: (repo, pr, body, signal) =>
      api.ask({
        route: `POST ${ISSUES}/{issue_number}/comments`,
        repo,
        params: { issue_number: pr, body },
        answer: CommentAnswer,
        isRepeatable: false,
        signal,
      }),

    updateComment: (repo, commentId, body, signal) =>
      api.ask({
        route: `PATCH ${ISSUES}/comments/{comment_id}`,
        repo,
        params: { comment_id: commentId, body },
        answer: CommentAnswer,
        signal,
      }),

    async deleteComment(repo, commentId, signal) {
      await api.askOrNull({
        route: `DELETE ${ISSUES}/comments/{comment_id}`,
        repo,
        params: { comment_id: commentId },
        answer: z.unknown(),
        signal,
      })
    },
  }
}
