import type { RepositoryMode, Verdict } from '@millwright/protocol'

/** What is known about one failed job when the lead decides what to do. All of it was re-read. */
export interface Facts {
  verdict: Verdict
  /** The operator's settings; null when the repository is not configured. */
  repository: { mode: RepositoryMode; forks: boolean; drafts: boolean } | null
  /** Why nothing new may begin here, in a sentence; null when it may. */
  paused: string | null
  conclusion: string
  /** The commit the job ran on, and where its branch stands now (null: the branch is gone). */
  headSha: string
  branchHead: string | null
  /** True for the default branch and for any branch that GitHub or the operator protects. */
  isProtectedBranch: boolean
  /** True for the default branch itself: red there is everybody's, so a person hears first of all. */
  isDefaultBranch: boolean
  /** The open pull request; null when there is none, or none any more. */
  pull: { isFork: boolean; isDraft: boolean; hasConflict: boolean } | null
  /** The commit is one of ours, by author and trailer, and no task of this pull request made it. */
  isStrayCommit: boolean
  /** How another run of the same workflow stands that began later at the same commit, if one did. */
  newerRun: { runId: number; stands: 'going' | 'green' } | null
  /** Who switched us off on the pull request; null where nobody did. */
  switchedOffBy: string | null
  /** Tasks already spent on this fingerprint and pull request, or commits of ours in a row. */
  attemptsUsed: number
  attemptsMax: number
  /** The unfinished task on the same pull request or branch, if there is one. */
  openTask: string | null
  /** The task that has taken up the same cause at the same commit, finished or not. */
  answeredBy: string | null
  /** The task that took the same cause up elsewhere, or here at an earlier commit. */
  incident: IncidentFacts | null
  /** True in hours in which the operator wants nothing to begin here. */
  isQuiet: boolean
  /** What is left of GitHub's calls of this hour, from 0 to 1; null when GitHub does not say. */
  callsLeft: number | null
  /** Where the base branch is red of the same cause, in words; null when it is not known to be. */
  inheritedFrom: string | null
  rerun: RerunFacts
  /** The budget that does not suffice for a worker's attempt; null when all do, or none is needed. */
  overdraft: { reason: string; fillsAgain: boolean } | null
}

/** Whether running the failed jobs again may tell more, each in a sentence for people. */
export interface RerunFacts {
  /** Why the cause may be gone by itself; null when nothing says so. */
  why: string | null
  /** Why they cannot be run again, or not any more; null when they can. */
  objection: string | null
}

/** How an incident stands that was open before this failure. */
export interface IncidentFacts {
  taskId: string
  /** Where that task is, in words. */
  where: string
  stands: 'at-work' | 'with-person'
  /** True when it is the task's own pull request or branch that failed again. */
  isHere: boolean
}
