import type { NewRepository } from './create-repository.ts'
import type { Commit } from './git/read-commits.ts'
import type { NewPullRequest } from './pull-requests.ts'
import type { PersonsCommit } from './push-as-person.ts'
import type { RecordedJob } from './record-run.ts'
import type { Check, Comment, CommitStatus, Issue, RefUpdate, RejectedPush } from './repository.ts'
import type { Run } from './run.ts'
import type { Delivery } from './webhooks.ts'

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
