import type { Check, KnownCheck } from './check.ts'
import type { Comment } from './comment.ts'
import type { Hook, HookDelivery } from './hook.ts'
import type { Issue } from './issue.ts'
import type { JobLog } from './job-log.ts'
import type { Pull } from './pull.ts'
import type { WorkflowJob } from './workflow-job.ts'
import type { RunStatus, WorkflowRun } from './workflow-run.ts'

/** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
export type Permission = 'admin' | 'write' | 'read' | 'none'

/**
 * All that Millwright asks of GitHub. Repositories are named `owner/name`.
 * Every verb throws GitHubError, and the signal's own reason when it is aborted.
 */
export interface GitHub {
  getRun(repo: string, runId: number, signal?: AbortSignal): Promise<WorkflowRun>
  /**
   * The newest runs first, at most `limit`; out of one question with a filter GitHub gives 1,000.
   * `createdAfter` and `createdBefore` are ISO times, both included; GitHub's `status` holds
   * conclusions as well, one at a time.
   */
  listRuns(
    repo: string,
    filter: {
      headSha?: string
      branch?: string
      createdAfter?: string
      createdBefore?: string
      status?: RunStatus
      limit: number
    },
    signal?: AbortSignal,
  ): Promise<WorkflowRun[]>
  /** All jobs of one attempt of a run. */
  listJobs(
    repo: string,
    runId: number,
    attempt: number,
    signal?: AbortSignal,
  ): Promise<WorkflowJob[]>
  /**
   * Runs the failed jobs of a completed run again, with all that need them; `refused` when the
   * credential may not (it takes actions: write), when the run is going already, or is too old.
   * https://docs.github.com/en/rest/actions/workflow-runs#re-run-failed-jobs-from-a-workflow-run
   */
  rerunFailedJobs(repo: string, runId: number, signal?: AbortSignal): Promise<'asked' | 'refused'>
  /**
   * A job's log, streamed; `missing` when GitHub has none after several tries, or after one where
   * `isOld`: what is not there long after the job's end will not come.
   */
  jobLog(
    repo: string,
    jobId: number,
    limits: { bytesMax: number; isOld?: boolean },
    signal?: AbortSignal,
  ): Promise<JobLog>

  /** What GitHub shows beside a job; none where the credential may not see checks. */
  listAnnotations(
    repo: string,
    jobId: number,
    signal?: AbortSignal,
  ): Promise<{ level: 'notice' | 'warning' | 'failure'; message: string }[]>

  /** The open pull request whose head is this branch of the repository, or this 40-digit sha. */
  findPull(repo: string, branchOrSha: string, signal?: AbortSignal): Promise<Pull | null>
  getPull(repo: string, number: number, signal?: AbortSignal): Promise<Pull>
  /** Null when the branch does not exist. */
  branchHead(repo: string, branch: string, signal?: AbortSignal): Promise<string | null>
  isProtected(repo: string, branch: string, signal?: AbortSignal): Promise<boolean>
  defaultBranch(repo: string, signal?: AbortSignal): Promise<string>

  /** Null when it is gone. */
  getComment(repo: string, commentId: number, signal?: AbortSignal): Promise<Comment | null>
  /** What a person may do in the repository; whom GitHub does not know may do nothing. */
  permissionOf(repo: string, login: string, signal?: AbortSignal): Promise<Permission>
  /** Doing it twice changes nothing; to a comment that is gone it does nothing. */
  react(
    repo: string,
    commentId: number,
    content: '+1' | 'confused',
    signal?: AbortSignal,
  ): Promise<void>
  /** The comments of a pull request's conversation, oldest first. */
  listComments(repo: string, pr: number, signal?: AbortSignal): Promise<Comment[]>
  createComment(repo: string, pr: number, body: string, signal?: AbortSignal): Promise<Comment>
  updateComment(
    repo: string,
    commentId: number,
    body: string,
    signal?: AbortSignal,
  ): Promise<Comment>
  /** A comment that is gone already is no error. */
  deleteComment(repo: string, commentId: number, signal?: AbortSignal): Promise<void>

  /**
   * Puts labels on a pull request; those that are there stay, so doing it twice changes nothing.
   * `refused` when the credential may not (pull requests: write).
   */
  addLabels(
    repo: string,
    pr: number,
    labels: readonly string[],
    signal?: AbortSignal,
  ): Promise<'done' | 'refused'>

  /** The issues that an account has opened, the newest first; at most 1,000. */
  listIssuesBy(repo: string, creator: string, signal?: AbortSignal): Promise<Issue[]>
  createIssue(
    repo: string,
    issue: { title: string; body: string; labels: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Issue>
  /** Changes what is named; an open issue that is opened again stays as it is. */
  updateIssue(
    repo: string,
    number: number,
    change: { title?: string; body?: string; state?: 'open' | 'closed' },
    signal?: AbortSignal,
  ): Promise<Issue>

  /**
   * Shows a check at its commit, or brings it up to date: a check run as an App, in token mode a
   * commit status. Gives back its number; `known` saves looking for it. `refused` when the credential may not (checks: write, commit statuses: write)
   * or GitHub does not know the commit. Doing it twice changes nothing.
   */
  showCheck(
    repo: string,
    check: Check,
    known?: KnownCheck,
    signal?: AbortSignal,
  ): Promise<number | 'refused'>

  /** The App's webhook, or in token mode the active ones of these repositories. */
  listHooks(repos: readonly string[], signal?: AbortSignal): Promise<Hook[]>
  /** Tries to deliver, newest first, until the first one before `since` (ISO), at most `limit`. */
  listHookDeliveries(
    hook: Hook,
    filter: { since: string; limit: number },
    signal?: AbortSignal,
  ): Promise<HookDelivery[]>
  /** The body of an event, also of one that could not be delivered; null when it is gone. */
  hookPayload(hook: Hook, deliveryId: number, signal?: AbortSignal): Promise<unknown>

  /**
   * The login under which our comments appear, and what the App asks for (`checks` → `write`);
   * GitHub does not say what a token may.
   */
  whoAmI(signal?: AbortSignal): Promise<{
    login: string
    mode: 'app' | 'token'
    permissions: Readonly<Record<string, unknown>> | null
  }>
  /** A new token that can read this one repository's contents; null in token mode. */
  cloneToken(repo: string, signal?: AbortSignal): Promise<string | null>
  /**
   * A token that can push to this repository, for use at once: narrowed to it in app mode, else the
   * token itself. It lasts for ten minutes at least, unless GitHub takes it back.
   */
  pushToken(repo: string, signal?: AbortSignal): Promise<string>
  /** Must be called when a push has failed, so that the next one has a new token. */
  dropPushToken(repo: string): void
  /** What is left of the calls that GitHub allows in this hour, from 0 to 1; null when unknown. */
  callsLeft(repo: string): number | null
  /** ISO time since which GitHub has failed, or was not to be reached; null while it answers. */
  awaySince(): string | null
  /** Where git finds the repository; holds no credential. */
  cloneUrl(repo: string): string
}
