import type { Commit } from './git/read-commits.ts'
import type { Pull } from './repository.ts'

export type Status = 'queued' | 'in_progress' | 'completed'
export type Conclusion =
  | 'success'
  | 'failure'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'neutral'
export type RunConclusion = Conclusion | 'startup_failure' | 'stale'

/** One run of one workflow at one commit; each attempt has jobs of its own. */
export interface Run {
  readonly id: number
  readonly number: number
  readonly workflow: { readonly id: number; readonly name: string; readonly path: string }
  readonly event: 'push' | 'pull_request'
  readonly title: string
  readonly headBranch: string
  readonly headCommit: Commit
  readonly pull: Pull | null
  readonly actor: string
  readonly createdAt: string
  readonly attempts: Attempt[]
}

export interface Attempt {
  readonly number: number
  status: Status
  conclusion: RunConclusion | null
  readonly startedAt: string
  updatedAt: string
  readonly jobs: Job[]
  /** Why the workflow file is refused; null for a run that could start. */
  readonly problem: string | null
}

export interface Job {
  readonly id: number
  /** The job's name inside the workflow file; `name` is what people see. */
  readonly key: string
  readonly name: string
  status: Status
  conclusion: Conclusion | null
  readonly createdAt: string
  startedAt: string
  completedAt: string | null
  readonly steps: Step[]
  /** The file that holds the log; null until it is uploaded. */
  logFile: string | null
  logTries: number
  readonly annotations: readonly Annotation[]
}

/** Shown beside a job, whatever its log says. */
export interface Annotation {
  readonly level: 'notice' | 'warning' | 'failure'
  readonly message: string
}

export interface Step {
  readonly number: number
  readonly name: string
  status: Status
  conclusion: 'success' | 'failure' | 'skipped' | 'cancelled' | null
  startedAt: string | null
  completedAt: string | null
}

/** The latest attempt; a run is never without one. */
export function latestAttempt(run: Run): Attempt {
  const attempt = run.attempts.at(-1)
  if (attempt === undefined) throw new Error(`run ${run.id} has no attempt`)
  return attempt
}
