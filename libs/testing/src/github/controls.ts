import { addComment, editComment } from './comment-as-person.ts'
import { createRepository, type NewRepository } from './create-repository.ts'
import { readFileAt, resolveCommit } from './git/bare-repository.ts'
import { type Commit, readCommits } from './git/read-commits.ts'
import { closePull, type NewPullRequest, openPull } from './pull-requests.ts'
import { type PersonsCommit, pushAsPerson } from './push-as-person.ts'
import type { Effects } from './push-effects.ts'
import { type RecordedJob, recordRerun, recordRun } from './record-run.ts'
import type {
  Check,
  Comment,
  CommitStatus,
  Issue,
  Pull,
  RefUpdate,
  RejectedPush,
  Repository,
} from './repository.ts'
import type { Run } from './run.ts'
import type { Delivery } from './webhooks.ts'
import { requireRepository } from './world.ts'

/** What a test does in the place of people, and what it may look at. */
export interface GitHubControls {
  /** With one commit on the default branch (`main` unless told); CI runs on it. */
  createRepository(wish: NewRepository): Promise<string>
  openPullRequest(wish: NewPullRequest & { repo: string }): Promise<{ number: number; sha: string }>
  closePullRequest(repo: string, number: number): Promise<void>
  /** Its author chooses another base for it. */
  turnPullRequest(repo: string, number: number, base: string): void
  /**
   * As a person, on top of the branch; a branch that is not there starts at the default one, and
   * with `force` one that is there is made anew from it.
   */
  pushCommit(wish: PersonsCommit): Promise<string>
  /** A finished run that nothing executed; `sha` is the branch's head unless told. */
  recordRun(wish: RecordedRun): Promise<Run>
  /** Ends what a rerun of a recorded run began. */
  recordRerun(repo: string, runId: number, jobs: readonly RecordedJob[]): Promise<void>
  /** As a person: what failed of a finished run runs again; false where that cannot be. */
  rerun(repo: string, runId: number): boolean
  /** GitHub says from now on that the branch is protected; whoever may push may go on doing so. */
  protectBranch(repo: string, branch: string): void
  /** The tokens that Apps were given stop working, before their hour is over. */
  revokeTokens(): void
  head(repo: string, branch: string): Promise<string | null>
  /** Newest first, at most 1,000. */
  log(repo: string, branch: string): Promise<Commit[]>
  file(repo: string, branch: string, path: string): Promise<string | null>
  comments(repo: string, number: number): readonly Comment[]
  /** Of a pull request. */
  labels(repo: string, number: number): readonly string[]
  /** Issues that are no pull requests, oldest first. */
  issues(repo: string): readonly Issue[]
  /** Those that Apps made, oldest first. */
  checks(repo: string): Check[]
  statuses(repo: string): CommitStatus[]
  /** As a person; `ada` may write, everybody else may read unless told with `setAccess`. */
  comment(repo: string, number: number, body: string, author?: string, at?: Date): Comment
  editComment(repo: string, id: number, body: string): void
  setAccess(repo: string, login: string, access: 'admin' | 'write' | 'read' | 'none'): void
  runs(repo: string): readonly Run[]
  refUpdates(repo: string): readonly RefUpdate[]
  rejectedPushes(repo: string): readonly RejectedPush[]
  /** All webhook deliveries, also those that found nobody. */
  deliveries(): readonly Readonly<Delivery>[]
  /** The same bytes under the same GUID again. */
  redeliver(guid: string): Promise<Readonly<Delivery>>
  /** Signs and sends any payload, for what GitHub never sends. */
  sendWebhook(event: string, payload: Readonly<Record<string, unknown>>): Delivery
  setWebhookUrl(url: string | null): void
}

export interface RecordedRun {
  readonly repo: string
  readonly branch: string
  readonly sha?: string
  /** The workflow's name; `CI` unless told. */
  readonly name?: string
  readonly jobs: readonly RecordedJob[]
  /** Now unless told. */
  readonly createdAt?: string
  /** Under way for ever; finished unless told. */
  readonly isOpen?: boolean
}

const LOG_COMMITS_MAX = 1_000

export function createControls(effects: Effects): GitHubControls {
  const { world, webhooks, ci } = effects
  const find = (name: string) => requireRepository(world, name)
  return {
    createRepository: (wish) => createRepository(effects, wish),
    openPullRequest: async ({ repo, ...wish }) => {
      const { number, headSha } = await openPull(effects, find(repo), wish)
      return { number, sha: headSha }
    },
    closePullRequest: (repo, number) => closePull(effects, find(repo), number),
    turnPullRequest: (repo, number, base) => {
      const pull = find(repo).pulls.find((one) => one.number === number)
      if (pull === undefined) throw new Error(`no pull request ${number} in ${repo}`)
      pull.baseBranch = base
    },
    pushCommit: (wish) => pushAsPerson(effects, find(wish.repo), wish),
    recordRun: (wish) => recordRunOf(effects, find(wish.repo), wish),
    recordRerun: (repo, runId, jobs) => {
      const run = find(repo).runs.find(({ id }) => id === runId)
      if (run === undefined) throw new Error(`no run ${runId}`)
      return recordRerun(effects, find(repo), run, jobs)
    },
    rerun: (repo, runId) => {
      const run = find(repo).runs.find(({ id }) => id === runId)
      return run !== undefined && ci.rerunFailedJobs(find(repo), run)
    },
    protectBranch: (repo, branch) => {
      find(repo).protectedBranches.add(branch)
    },
    revokeTokens: () => world.tokens.revokeIssued(),
    head: (repo, branch) => resolveCommit(find(repo).gitDir, `refs/heads/${branch}`),
    log: (repo, branch) => readCommits(find(repo).gitDir, `refs/heads/${branch}`, LOG_COMMITS_MAX),
    file: (repo, branch, path) => readFileAt(find(repo).gitDir, `refs/heads/${branch}`, path),
    comment: (repo, issue, body, author = 'ada', at = new Date()) =>
      addComment(effects, find(repo), { issue, body, author }, at),
    editComment: (repo, id, body) => editComment(effects, find(repo), id, body),
    setAccess: (repo, login, access) => {
      find(repo).access.set(login, access)
    },
    labels: (repo, number) => [
      ...(find(repo).pulls.find((one) => one.number === number)?.labels ?? []),
    ],
    issues: (repo) => [...find(repo).issues],
    checks: (repo) => find(repo).checks,
    statuses: (repo) => find(repo).statuses,
    comments: (repo, number) => find(repo).comments.filter((one) => one.issue === number),
    runs: (repo) => [...find(repo).runs],
    refUpdates: (repo) => [...find(repo).refUpdates],
    rejectedPushes: (repo) => [...find(repo).rejectedPushes],
    deliveries: () => webhooks.deliveries(),
    redeliver: (guid) => webhooks.redeliver(guid),
    sendWebhook: (event, payload) => webhooks.emit(event, payload),
    setWebhookUrl: (url) => webhooks.setUrl(url),
  }
}

async function recordRunOf(
  effects: Effects,
  repository: Repository,
  { branch, sha, name = 'CI', ...about }: RecordedRun,
): Promise<Run> {
  const head = sha ?? (await resolveCommit(repository.gitDir, `refs/heads/${branch}`))
  if (head === null) throw new Error(`no branch ${branch} in ${repository.fullName}`)
  const pull = openPullOf(repository, branch)
  const actor = pull?.author ?? 'ada'
  return recordRun(effects, { repository, branch, sha: head, pull, actor }, { name, ...about })
}

function openPullOf(repository: Repository, branch: string): Pull | null {
  return (
    repository.pulls.find((pull) => pull.state === 'open' && pull.headBranch === branch) ?? null
  )
}
