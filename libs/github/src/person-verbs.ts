import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'

const REPO = '/repos/{owner}/{repo}'
const Access = z.object({ permission: z.enum(['admin', 'write', 'read', 'none']) })

/** What people may do, and how we nod to them. */
export function personVerbs(api: Api): Pick<GitHub, 'permissionOf' | 'react'> {
  return {
    async permissionOf(repo, login, signal) {
      // Roles in between, such as `maintain`, are named by the nearest of the four.
      const answer = await api.askOrNull({
        route: `GET ${REPO}/collaborators/{username}/permission`,
        repo,
        params: { username: login },
        answer: Access,
        signal,
      })
      return answer?.permission ?? 'none'
    },

    async react(repo, commentId, content, signal) {
      // The same reaction again is answered with the one that is there.
      await api.askOrNull({
        route: `POST ${REPO}/issues/comments/{comment_id}/reactions`,
        repo,
        params: { comment_id: commentId, content },
        answer: z.unknown(),
        signal,
      })
    },
  }
}
