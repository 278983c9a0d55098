import type { Files, Person } from '../create-git-repository.ts'
import { bareGit, resolveCommit } from './git/bare-repository.ts'
import { commitFiles, somePerson } from './git/commit-files.ts'
import type { Effects } from './push-effects.ts'
import { registerPerson } from './register-person.ts'
import type { Pull, RefUpdate, Repository } from './repository.ts'
import { pullPayload } from './shapes/event-payloads.ts'
import { pushPayload } from './shapes/push-payload.ts'
import { timestamp } from './timestamp.ts'

export interface NewPullRequest {
  readonly branch: string
  /** The default branch unless told. */
  readonly base?: string
  readonly title: string
  readonly body?: string
  /** One commit on top of the base; for more, `commits`. Without both the branch must exist. */
  readonly files?: Files
  readonly commits?: readonly { files: Files; message: string }[]
  readonly author?: Person
  readonly draft?: boolean
  /** The owner of a fork that holds the branch: then the repository itself has no such branch. */
  readonly fork?: string
}

/** Opens a pull request as a person would: push, then open; CI may start for both. */
export async function openPull(
  effects: Effects,
  repository: Repository,
  wish: NewPullRequest,
): Promise<Pull> {
  const { world, webhooks, ci } = effects
  const author = wish.author ?? somePerson
  const actor = registerPerson(world, author)
  const baseBranch = wish.base ?? repository.defaultBranch
  return repository.serial(async () => {
    const baseSha = await require(repository, baseBranch)
    const headSha = await buildHead(repository, wish, baseSha)
    const number = 1 + repository.pulls.length + repository.issues.length
    await bareGit(repository.gitDir, 'update-ref', `refs/pull/${number}/head`, headSha)
    if (wish.fork === undefined) await moveBranch(effects, repository, wish.branch, headSha, actor)
    const now = timestamp()
    const pull: Pull = {
      id: world.nextId(),
      number,
      title: wish.title,
      body: wish.body ?? '',
      headBranch: wish.branch,
      headSha,
      baseBranch,
      baseSha,
      author: wish.fork ?? actor,
      draft: wish.draft ?? false,
      labels: new Set(),
      fork: wish.fork ?? null,
      state: 'open',
      createdAt: now,
      updatedAt: now,
      closedAt: null,
    }
    repository.pulls.push(pull)
    const change = { action: 'opened', sender: pull.author } as const
    webhooks.emit('pull_request', await pullPayload(world, repository, pull, change))
    const origin = { repository, branch: wish.branch, sha: headSha, pull, actor: pull.author }
    await ci.start(origin, { name: 'pull_request', action: 'opened', pull })
    return pull
  })
}

/** Closes without merging. */
export async function closePull(effects: Effects, repository: Repository, number: number) {
  const pull = repository.pulls.find((candidate) => candidate.number === number)
  if (pull === undefined) throw new Error(`no pull request ${number} in ${repository.fullName}`)
  pull.state = 'closed'
  pull.closedAt = timestamp()
  pull.updatedAt = pull.closedAt
  const change = { action: 'closed', sender: pull.author } as const
  const payload = await pullPayload(effects.world, repository, pull, change)
  effects.webhooks.emit('pull_request', payload)
}

async function require(repository: Repository, branch: string): Promise<string> {
  const sha = await resolveCommit(repository.gitDir, `refs/heads/${branch}`)
  if (sha === null) throw new Error(`no branch ${branch} in ${repository.fullName}`)
  return sha
}

async function buildHead(
  repository: Repository,
  wish: NewPullRequest,
  baseSha: string,
): Promise<string> {
  const first = wish.files === undefined ? [] : [{ files: wish.files, message: wish.title }]
  const commits = wish.commits ?? first
  if (commits.length === 0) return require(repository, wish.branch)
  let parent = baseSha
  for (const commit of commits) {
    const author = wish.author ?? somePerson
    parent = await commitFiles(repository.gitDir, { ...commit, author, parent })
  }
  return parent
}

async function moveBranch(
  { world, webhooks, ci }: Effects,
  repository: Repository,
  branch: string,
  sha: string,
  pusher: string,
): Promise<void> {
  const ref = `refs/heads/${branch}`
  const old = await resolveCommit(repository.gitDir, ref)
  if (old === sha) return
  await bareGit(repository.gitDir, 'update-ref', ref, sha)
  const update: RefUpdate = { ref, old, new: sha, forced: false, pusher, at: timestamp() }
  repository.refUpdates.push(update)
  webhooks.emit('push', await pushPayload(world, repository, update))
  await ci.start({ repository, branch, sha, pull: null, actor: pusher }, { name: 'push', branch })
}
