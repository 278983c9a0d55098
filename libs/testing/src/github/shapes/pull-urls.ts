import type { Pull, Repository } from '../repository.ts'
import type { World } from '../world.ts'

/** All the addresses that GitHub gives out with a pull request. */
export function pullUrls(world: World, repository: Repository, pull: Pull) {
  const api = `${world.url}/repos/${repository.fullName}`
  const url = `${api}/pulls/${pull.number}`
  const issue = `${api}/issues/${pull.number}`
  const html = `${world.url}/${repository.fullName}/pull/${pull.number}`
  const links = {
    comments: `${issue}/comments`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${pull.headSha}`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
  }
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: {
      comments: { href: links.comments },
      commits: { href: links.commits },
      statuses: { href: links.statuses },
      html: { href: html },
      issue: { href: issue },
      review_comments: { href: links.review_comments },
      review_comment: { href: links.review_comment },
      self: { href: url },
    },
  }
}
