import type { Comment, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { commentShape } from './comment-shape.ts'
import { nodeId } from './node-id.ts'
import { surroundings } from './surroundings.ts'
import { userShape } from './user-shape.ts'

/** `issue_comment`; a pull request is an issue with a `pull_request` in it. */
export function commentPayload(
  world: World,
  repository: Repository,
  comment: Comment,
  action: 'created' | 'edited',
) {
  const pull = repository.pulls.find(({ number }) => number === comment.issue)
  const api = `${world.url}/repos/${repository.fullName}`
  const page = `${world.url}/${repository.fullName}/pull/${comment.issue}`
  return {
    ...surroundings(world, repository, comment.author),
    action,
    issue: {
      id: pull?.id ?? 0,
      node_id: nodeId('PullRequest', pull?.id ?? 0),
      url: `${api}/issues/${comment.issue}`,
      html_url: page,
      number: comment.issue,
      title: pull?.title ?? '',
      user: userShape(world, pull?.author ?? 'ghost'),
      state: pull?.state ?? 'open',
      created_at: pull?.createdAt,
      updated_at: pull?.updatedAt,
      body: pull?.body ?? null,
      pull_request: {
        url: `${api}/pulls/${comment.issue}`,
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
      },
    },
    comment: commentShape(world, repository, comment),
  }
}
