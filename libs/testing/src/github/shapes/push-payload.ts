import { type Commit, readCommits } from '../git/read-commits.ts'
import type { RefUpdate, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { simpleCommitShape } from './commit-shape.ts'
import type { Schemas } from './schemas.ts'
import { surroundings } from './surroundings.ts'

const NO_SHA = '0'.repeat(40)
const PUSH_COMMITS_MAX = 2048

export async function pushPayload(world: World, repository: Repository, update: RefUpdate) {
  const web = `${world.url}/${repository.fullName}`
  const commits = update.new === null ? [] : await pushedCommits(repository, update)
  const shaped = commits.map((commit) => pushedCommitShape(web, commit))
  return {
    ...surroundings(world, repository, update.pusher),
    ref: update.ref,
    before: update.old ?? NO_SHA,
    after: update.new ?? NO_SHA,
    created: update.old === null,
    deleted: update.new === null,
    forced: update.forced,
    base_ref: null,
    compare: `${web}/compare/${update.old ?? NO_SHA}...${update.new ?? NO_SHA}`,
    commits: shaped,
    head_commit: shaped.at(-1) ?? null,
    pusher: { name: update.pusher, email: null },
  } satisfies Schemas['webhook-push']
}

async function pushedCommits(repository: Repository, update: RefUpdate): Promise<Commit[]> {
  if (update.new === null) return []
  const range = update.old === null ? update.new : `${update.old}..${update.new}`
  const newestFirst = await readCommits(repository.gitDir, range, PUSH_COMMITS_MAX)
  return newestFirst.toReversed()
}

function pushedCommitShape(web: string, commit: Commit) {
  return {
    ...simpleCommitShape(commit),
    distinct: true,
    url: `${web}/commit/${commit.sha}`,
    added: [],
    modified: [],
    removed: [],
  }
}
