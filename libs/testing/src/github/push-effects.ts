import type { Ci } from './ci/ci.ts'
import { bareGit, readBranches, resolveCommit } from './git/bare-repository.ts'
import type { RefUpdate, Repository } from './repository.ts'
import { pullPayload } from './shapes/event-payloads.ts'
import { pushPayload } from './shapes/push-payload.ts'
import { timestamp } from './timestamp.ts'
import type { Webhooks } from './webhooks.ts'
import type { World } from './world.ts'

export interface Effects {
  readonly world: World
  readonly webhooks: Webhooks
  readonly ci: Ci
}

/**
 * Runs `move`, which may move branches, and then does all that GitHub does after a push: keeps
 * the ref log, moves the heads of pull requests, tells the webhook and starts CI.
 * Callers hold the repository's turn.
 */
export async function withPushEffects<T>(
  effects: Effects,
  { repository, pusher }: { repository: Repository; pusher: string },
  move: () => Promise<T>,
): Promise<T> {
  const before = await readBranches(repository.gitDir)
  const result = await move()
  const after = await readBranches(repository.gitDir)
  for (const update of await compare(repository, pusher, before, after)) {
    repository.refUpdates.push(update)
    await announce(effects, repository, update)
  }
  return result
}

async function compare(
  repository: Repository,
  pusher: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<RefUpdate[]> {
  const updates: RefUpdate[] = []
  for (const branch of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(branch) ?? null, after.get(branch) ?? null]
    if (from === to) continue
    const forced = from !== null && to !== null && !(await isAncestor(repository.gitDir, from, to))
    const at = timestamp()
    updates.push({ ref: `refs/heads/${branch}`, old: from, new: to, forced, pusher, at })
  }
  return updates
}

function isAncestor(gitDir: string, older: string, newer: string): Promise<boolean> {
  return bareGit(gitDir, 'merge-base', '--is-ancestor', older, newer).then(
    () => true,
    // Git answers exit 1 for "no".
    () => false,
  )
}

async function announce(
  { world, webhooks, ci }: Effects,
  repository: Repository,
  update: RefUpdate,
): Promise<void> {
  webhooks.emit('push', await pushPayload(world, repository, update))
  if (update.new === null) return
  const branch = update.ref.slice('refs/heads/'.length)
  const sha = update.new
  const origin = { repository, branch, sha, actor: update.pusher }
  await ci.start({ ...origin, pull: null }, { name: 'push', branch })
  const pull = repository.pulls.find(
    (p) => p.state === 'open' && p.fork === null && p.headBranch === branch,
  )
  if (pull === undefined) return
  const before = pull.headSha
  pull.headSha = sha
  pull.updatedAt = timestamp()
  await bareGit(repository.gitDir, 'update-ref', `refs/pull/${pull.number}/head`, sha)
  pull.baseSha = (await resolveCommit(repository.gitDir, pull.baseBranch)) ?? pull.baseSha
  const change = { action: 'synchronize', sender: update.pusher, before, after: sha } as const
  webhooks.emit('pull_request', await pullPayload(world, repository, pull, change))
  await ci.start({ ...origin, pull }, { name: 'pull_request', action: 'synchronize', pull })
}
