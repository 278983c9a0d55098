import { bareGit, resolveCommit } from '../git/bare-repository.ts'
import type { Pull, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { labelShapes } from './label-shapes.ts'
import { nodeId } from './node-id.ts'
import { pullUrls } from './pull-urls.ts'
import { repositoryShape } from './repository-shape.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** A pull request as lists give it. */
export function pullShape(world: World, repository: Repository, pull: Pull) {
  const base = repositoryShape(world, repository)
  const head = repositoryShape(world, repository, pull.fork)
  const side = (repo: typeof base, ref: string, sha: string) => ({
    label: `${repo.owner.login}:${ref}`,
    ref,
    sha,
    repo,
    user: repo.owner,
  })
  const member = pull.fork === null ? ('MEMBER' as const) : ('CONTRIBUTOR' as const)
  return {
    ...pullUrls(world, repository, pull),
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userShape(world, pull.author),
    body: pull.body,
    labels: labelShapes(world, repository, pull),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: null,
    merge_commit_sha: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: side(head, pull.headBranch, pull.headSha),
    base: side(base, pull.baseBranch, pull.baseSha),
    author_association: member,
    auto_merge: null,
    draft: pull.draft,
  } satisfies Schemas['pull-request-simple']
}

/** A pull request as `GET /repos/{owner}/{repo}/pulls/{number}` and webhooks carry it. */
export async function fullPullShape(world: World, repository: Repository, pull: Pull) {
  const { commits, numstat } = await sizeOf(repository, pull)
  const mergeable = await isMergeable(repository, pull)
  const lines = numstat.split('\n').filter((line) => line !== '')
  const sum = (column: number) =>
    // A binary file has a dash for a number.
    lines.reduce((total, line) => total + (Number(line.split('\t')[column]) || 0), 0)
  return {
    ...pullShape(world, repository, pull),
    merged: false,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable ? 'clean' : 'dirty',
    merged_by: null,
    comments: repository.comments.filter((comment) => comment.issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits,
    additions: sum(0),
    deletions: sum(1),
    changed_files: lines.length,
  } satisfies Schemas['pull-request'] & Schemas['pull-request-webhook']
}

async function sizeOf({ gitDir, sizes }: Repository, { baseSha, headSha }: Pull) {
  const range = `${baseSha}...${headSha}`
  const known = sizes.get(range)
  if (known !== undefined) return known
  const commits = Number(await bareGit(gitDir, 'rev-list', '--count', `${baseSha}..${headSha}`))
  const size = { commits, numstat: await bareGit(gitDir, 'diff', '--numstat', range) }
  sizes.set(range, size)
  return size
}

/** Whether git merges the head with what the base branch is now; what it finds never changes. */
async function isMergeable({ gitDir, merges }: Repository, pull: Pull): Promise<boolean> {
  const base = (await resolveCommit(gitDir, `refs/heads/${pull.baseBranch}`)) ?? pull.baseSha
  const pair = `${base} ${pull.headSha}`
  const known = merges.get(pair)
  if (known !== undefined) return known
  const merge = bareGit(gitDir, 'merge-tree', '--write-tree', base, pull.headSha)
  const isClean = await merge.then(
    () => true,
    () => false,
  )
  merges.set(pair, isClean)
  return isClean
}
