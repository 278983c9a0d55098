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
  /** The open pull request; null when there is none, or none any more. */
  pull: { isFork: boolean; isDraft: boolean } | null
  /** Who switched us off on the pull request; null where nobody did. */
  switchedOffBy: string | null
  /** Tasks already spent on this fingerprint and pull request, or commits of ours in a row. */
  attemptsUsed: number
  attemptsMax: number
  /** The unfinished task on the same pull request or branch, if there is one. */
  openTask: string | null
  /** The task that has taken up the same cause at the same commit, finished or not. */
  answeredBy: string | null
  /** Where the base branch is red of the same cause, in words; null when it is not known to be. */
  inheritedFrom: string | null
}
