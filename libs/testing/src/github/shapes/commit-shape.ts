import type { Commit, Signature } from '../git/read-commits.ts'
import type { Repository } from '../repository.ts'
import { loginOfEmail, type World } from '../world.ts'
import { nodeId } from './node-id.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** A commit as `GET /repos/{owner}/{repo}/commits/{sha}` gives it, without its files. */
export function commitShape(world: World, repository: Repository, commit: Commit) {
  const api = `${world.url}/repos/${repository.fullName}`
  const web = `${world.url}/${repository.fullName}`
  const account = ({ email }: Signature) => {
    const login = loginOfEmail(world, email)
    return login === null ? null : userShape(world, login)
  }
  return {
    url: `${api}/commits/${commit.sha}`,
    sha: commit.sha,
    node_id: nodeId(`Commit:${commit.sha}`, repository.id),
    html_url: `${web}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: {
        verified: false,
        reason: 'unsigned',
        payload: null,
        signature: null,
        verified_at: null,
      },
    },
    author: account(commit.author),
    committer: account(commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
  } satisfies Schemas['commit']
}

/** The short form inside runs and pushes. */
export function simpleCommitShape(commit: Commit) {
  const { name, email } = commit.author
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name, email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  } satisfies Schemas['nullable-simple-commit']
}
