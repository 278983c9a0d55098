import type { Config } from '@millwright/config'
import { isOwnCommit, taskOfCommit } from '@millwright/delivery'
import type { Facts } from '@millwright/dispatch'
import type { Pull, WorkflowRun } from '@millwright/github'
import { msToEnd } from '@millwright/notify'
import {
  type Diagnosis,
  type Failure,
  type History,
  isFinished,
  type TaskRecord,
} from '@millwright/protocol'
import { incidentFacts } from '../incidents/incident-facts.ts'
import type { Parts } from '../parts.ts'
import { pausedBecause } from '../pause-work.ts'
import { attemptsUsed, isMadeBy } from './attempts-used.ts'

/** Where a failed job stands on GitHub. */
export interface Place {
  readonly run: WorkflowRun
  readonly pull: Pull | null
  readonly newerRun: Facts['newerRun']
}

/** Reads again whatever a decision about one failed job depends on, but for a rerun and for money. */
export async function gatherFacts(
  parts: Parts,
  failure: Failure,
  diagnosis: Diagnosis,
  { run, pull, newerRun }: Place,
  history: History,
): Promise<Omit<Facts, 'rerun' | 'overdraft'>> {
  const { config, github, store } = parts
  const { repo, head_branch } = failure
  const tasks = await store.tasksOfPullRequest(repo, String(failure.pr_number ?? head_branch))
  const others = tasks.filter(({ task }) => task.failure_id !== failure.failure_id)
  // A branch of a fork is none of the repository's, whatever it is called.
  const defaultBranch = pull?.isFork
    ? null
    : (pull?.defaultBranch ?? (await github.defaultBranch(repo)))
  return {
    verdict: diagnosis.verdict,
    repository: config.repositories[repo] ?? null,
    paused: await pausedBecause(parts, repo),
    conclusion: failure.conclusion,
    headSha: failure.head_sha,
    branchHead: pull ? pull.headSha : await github.branchHead(repo, head_branch),
    isProtectedBranch:
      defaultBranch !== null && (await isProtectedBranch(parts, repo, head_branch, defaultBranch)),
    isDefaultBranch: head_branch === defaultBranch,
    pull,
    newerRun,
    isStrayCommit: isStray(run, failure, tasks),
    switchedOffBy: pull ? await store.pullSwitchedOffBy(repo, pull.number) : null,
    attemptsUsed: attemptsUsed(failure, diagnosis.fingerprint, tasks),
    attemptsMax: config.limits.attempts,
    openTask: others.find((r) => !isFinished(r.state))?.task.task_id ?? null,
    inheritedFrom: history.standing === 'inherited' ? history.reason : null,
    incident: await incidentFacts(parts, failure, diagnosis),
    isQuiet: isQuiet(config, repo),
    callsLeft: github.callsLeft(repo),
    answeredBy: others.find((r) => isAnswer(r, failure, diagnosis))?.task.task_id ?? null,
  }
}

/**
 * Our memory may have been lost, or the pull request closed and another one opened. A commit whose
 * push is not filed yet is known by its trailer, which counts for tasks of this pull request alone.
 */
function isStray({ headCommit }: WorkflowRun, { head_sha }: Failure, tasks: readonly TaskRecord[]) {
  if (headCommit === null || !isOwnCommit(headCommit)) return false
  const named = taskOfCommit(headCommit)
  return !tasks.some((record) => isMadeBy(record, head_sha) || record.task.task_id === named)
}

/**
 * True for the default branch and for any that GitHub or the operator protects. Which one is the
 * default is asked of GitHub unless it is told.
 */
export async function isProtectedBranch(
  { config, github }: Parts,
  repo: string,
  branch: string,
  defaultBranch?: string | null,
): Promise<boolean> {
  if (config.repositories[repo]?.protected_branches.includes(branch)) return true
  if (branch === (defaultBranch ?? (await github.defaultBranch(repo)))) return true
  return github.isProtected(repo, branch)
}

/** Another job of a matrix, or another run of the same commit, that failed of the same cause. */
function isAnswer(record: TaskRecord, failure: Failure, diagnosis: Diagnosis): boolean {
  const { task, state } = record
  if (state === 'superseded' || state === 'cancelled') return false
  return task.head_sha === failure.head_sha && task.incident === diagnosis.fingerprint
}

/** True within the quiet hours of a repository. */
export function isQuiet(config: Config, repo: string): boolean {
  const quiet = config.repositories[repo]?.quiet_hours
  if (quiet === undefined) return false
  return msToEnd({ ...quiet, time_zone: quiet.time_zone ?? null }, new Date()) > 0
}
