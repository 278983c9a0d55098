import type { Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { nodeId } from './node-id.ts'
import { repositoryUrls } from './repository-urls.ts'
import type { Schemas } from './schemas.ts'
import { userShape } from './user-shape.ts'

/** Keeps the made-up id of a fork apart from every other id. */
const FORK_ID_OFFSET = 500_000_000

/**
 * The whole repository, as `GET /repos/{owner}/{repo}` and webhooks carry it; with `fork`, the
 * same repository as a pull request from that owner's fork names its head.
 */
export function repositoryShape(world: World, repository: Repository, fork: string | null = null) {
  const openPulls = repository.pulls.filter((pull) => pull.state === 'open').length
  const id = fork === null ? repository.id : repository.id + FORK_ID_OFFSET
  const fullName = fork === null ? repository.fullName : `${fork}/${repository.name}`
  return {
    ...repositoryUrls(world.url, fullName),
    id,
    node_id: nodeId('Repository', id),
    name: repository.name,
    full_name: fullName,
    owner: userShape(world, fork ?? repository.owner),
    private: true,
    description: null,
    fork: fork !== null,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    subscribers_count: 0,
    network_count: 0,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues: openPulls,
    open_issues_count: openPulls,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: 'private' as const,
    pushed_at: repository.refUpdates.at(-1)?.at ?? repository.createdAt,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    allow_forking: true,
    web_commit_signoff_required: false,
  } satisfies Schemas['full-repository'] & Schemas['repository']
}
