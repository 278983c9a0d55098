import type { Serial } from '../serial.ts'
import type { Run } from './run.ts'

/** What the stand-in remembers of one repository besides its git data. */
export interface Repository {
  readonly id: number
  readonly owner: string
  readonly name: string
  /** `owner/name` as it was made; it is looked up without regard to case. */
  readonly fullName: string
  readonly defaultBranch: string
  readonly gitDir: string
  readonly createdAt: string
  readonly pulls: Pull[]
  readonly issues: Issue[]
  readonly comments: Comment[]
  readonly runs: Run[]
  readonly checks: Check[]
  readonly statuses: CommitStatus[]
  readonly refUpdates: RefUpdate[]
  readonly rejectedPushes: RejectedPush[]
  /** Protected with the App on the list of those who may push all the same. */
  readonly protectedBranches: Set<string>
  /** Login → what a person may do; everybody else may read. */
  readonly access: Map<string, 'admin' | 'write' | 'read' | 'none'>
  /** Workflow file → id. */
  readonly workflows: Map<string, number>
  /** `<base>...<head>` → what lies between, which never changes. */
  readonly sizes: Map<string, { readonly commits: number; readonly numstat: string }>
  /** `<base> <head>` → whether git merges the two. */
  readonly merges: Map<string, boolean>
  /** Everything that moves refs goes through here. */
  readonly serial: Serial
}

/** One accepted move of a branch; `old` or `new` is null when it was made or deleted. */
export interface RefUpdate {
  readonly ref: string
  readonly old: string | null
  readonly new: string | null
  /** True when `old` is no ancestor of `new`: nobody should ever see one. */
  readonly forced: boolean
  readonly pusher: string
  readonly at: string
}

export interface RejectedPush {
  readonly reason: string
  readonly pusher: string
  readonly at: string
}

export interface Pull {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly body: string
  readonly headBranch: string
  headSha: string
  baseBranch: string
  baseSha: string
  readonly author: string
  readonly draft: boolean
  readonly labels: Set<string>
  /** The owner of the fork that the branch lives in; null for a branch of the repository itself. */
  readonly fork: string | null
  state: 'open' | 'closed'
  readonly createdAt: string
  updatedAt: string
  closedAt: string | null
}

/** An issue that is no pull request; the two share their numbers. */
export interface Issue {
  readonly id: number
  readonly number: number
  title: string
  body: string
  readonly labels: readonly string[]
  readonly author: string
  state: 'open' | 'closed'
  readonly createdAt: string
  updatedAt: string
  closedAt: string | null
}

export interface Comment {
  readonly id: number
  readonly issue: number
  body: string
  readonly author: string
  readonly createdAt: string
  updatedAt: string
  readonly reactions: Reaction[]
}

export interface Reaction {
  readonly id: number
  readonly content: string
  readonly by: string
  readonly at: string
}

/** A check run that an App made; those of Actions are jobs. */
export interface Check {
  readonly id: number
  readonly sha: string
  readonly name: string
  readonly externalId: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: 'success' | 'failure' | 'neutral' | 'action_required' | null
  title: string
  summary: string
  readonly annotations: { path: string; start_line: number; message: string }[]
  readonly startedAt: string
  completedAt: string | null
}

export interface CommitStatus {
  readonly id: number
  readonly sha: string
  readonly context: string
  readonly state: 'error' | 'failure' | 'pending' | 'success'
  readonly description: string
  readonly by: string
  readonly at: string
}
