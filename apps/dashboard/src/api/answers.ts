import type {
  Decision,
  Failure,
  GateResult,
  Hold,
  Outcome,
  ProofSet,
  Task,
  TaskRecord,
  TaskState,
  TimelineEvent,
  Verdict,
  WorkerStatus,
} from '@millwright/protocol'

/** What the status API answers, as far as the page reads it; `/api/v1/openapi.json` has it all. */
export interface TaskSummary {
  readonly task_id: string
  readonly type: Task['type']
  readonly priority: Task['priority']
  readonly verdict: Verdict
  readonly category: string
  readonly summary: string
  readonly repo: string
  readonly branch: string
  readonly pr_number: number | null
  readonly head_sha: string
  readonly state: TaskState
  readonly reason: string
  readonly worker: string | null
  readonly epoch: number
  readonly outcome: Outcome | null
  readonly gate: GateResult['decision'] | null
  readonly commit_sha: string | null
  readonly ci_conclusion: string | null
  readonly created_at: string
  readonly updated_at: string
}

export interface TaskList {
  readonly tasks: readonly TaskSummary[]
  readonly next: string | null
}

/** What one action for many tasks is asked for, or would be. */
export interface BulkAnswer {
  readonly action: 'retry' | 'cancel'
  readonly asked: readonly TaskSummary[]
  readonly refused: readonly { readonly task_id: string; readonly why: string }[]
  readonly has_more: boolean
}

export interface TaskDetail {
  readonly task: TaskRecord
  readonly failure: Failure | null
}

/** A patch that waits for a person, with what an approval of it is bound to. */
export interface Waiting {
  readonly task: TaskSummary
  readonly hold: Hold | null
  readonly patch: string
  readonly patch_bytes: number
  /** False when something that looks like a secret was taken out of what is shown. */
  readonly is_shown_whole: boolean
  readonly gate: GateResult | null
  readonly proof: ProofSet | null
  /** In the model's words. */
  readonly cause: string
  readonly confidence: string | null
  readonly fixed_by: string | null
}

export interface Approvals {
  readonly approvals: readonly Waiting[]
}

export interface Workers {
  readonly workers: readonly WorkerStatus[]
}

export interface Decisions {
  readonly decisions: readonly Decision[]
  readonly next: string | null
}

/** A budget with what of it is spent, in US dollars. */
export interface Budget {
  readonly scope: string
  readonly spent: number
  /** Set aside for attempts that are under way. */
  readonly reserved: number
  readonly limit: number
}

export interface Overview {
  readonly version: string
  readonly uptime_seconds: number
  readonly paused: boolean | null
  readonly pauses: readonly Pause[]
  readonly lead: { readonly seen_at: string; readonly budgets?: readonly Budget[] } | null
  readonly tasks: Readonly<Record<TaskState, number>>
  readonly queues: Readonly<Record<string, { readonly waiting: number; readonly active: number }>>
  readonly prompts_refused: PromptsRefused | null
  readonly workers: {
    readonly count: number
    readonly sandbox: { readonly bwrap: number; readonly none: number }
  }
  /** What keeps work from beginning, gravest first; empty when only red jobs are missing. */
  readonly idle: readonly { readonly code: string; readonly text: string }[]
}

export interface Pause {
  readonly scope: string
  readonly actor: string
  readonly at: string
}

export interface PromptsRefused {
  readonly at: string
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null
  readonly problem: string
}

export interface Check {
  readonly status: 'ok' | 'degraded' | 'down' | 'unknown'
  readonly text: string
}

export interface Health {
  readonly status: 'ok' | 'degraded' | 'down'
  readonly checks: Readonly<Record<string, Check>>
}

export interface AuditEntry {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly from: string
  readonly detail: string
  readonly hash: string
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  readonly next: string | null
}

export interface AuditCheck {
  readonly entries: number
  readonly head: { readonly seq: number; readonly hash: string } | null
  readonly broken: { readonly seq: number; readonly why: string } | null
}

/** One cause behind red jobs, from its first sighting until it is green everywhere. */
export interface Incident {
  readonly repo: string
  /** The fingerprint; with its place where no rule knows the cause. */
  readonly key: string
  readonly category: string
  readonly summary: string
  readonly urgency: 'critical' | 'high' | 'normal' | 'low'
  readonly opened_at: string
  readonly seen_at: string
  readonly task_id: string | null
  readonly sightings: readonly {
    readonly failure_id: string
    readonly pr_number: number | null
    readonly branch: string
    readonly workflow_name: string
    readonly job_name: string
    readonly head_sha: string
    readonly html_url: string
    readonly at: string
    /** True while it is left to a task elsewhere. */
    readonly is_left: boolean
  }[]
  /** GitHub's, where one was opened. */
  readonly issue: { readonly number: number; readonly is_closed: boolean } | null
  /** Null while it is red somewhere. */
  readonly closed_at: string | null
}

export interface Incidents {
  readonly incidents: readonly Incident[]
  readonly next: string | null
}

export interface Repository {
  readonly repo: string
  readonly mode: 'off' | 'report' | 'staged' | 'auto'
  readonly pause: Pause | null
  readonly runs: {
    readonly days: number
    readonly red: number
    readonly green: number
    readonly red_rate: number | null
  }
  /** Those that are red somewhere, and those known to go green when run again. */
  readonly incidents: { readonly open: number; readonly flaky: readonly Incident[] }
  readonly tasks: { readonly open: number; readonly awaiting_approval: number }
  readonly last_failure: { readonly at: string; readonly summary: string } | null
  readonly budget: Budget
  readonly forks: boolean
  readonly drafts: boolean
  readonly protected_branches: readonly string[]
  readonly validation: readonly string[]
}

export interface Repositories {
  readonly repositories: readonly Repository[]
}

export interface Settings {
  readonly settings: readonly {
    readonly path: string
    readonly value: string
    readonly origin: string
  }[]
  readonly warnings: readonly string[]
}

/** The six figures over some days. */
export interface Figures {
  readonly days: number
  readonly since: string
  readonly throughput: {
    readonly per_day: number
    readonly ended: number
    readonly resolved: number
  }
  readonly first_attempt_success: Share
  readonly retry: Share
  readonly escalation: Share
  readonly time_to_resolution: {
    readonly mean_seconds: number | null
    readonly median_seconds: number | null
    readonly n: number
  }
  readonly cost_per_task: {
    readonly usd: number | null
    readonly usd_per_resolved: number | null
    readonly spent_usd: number
    readonly n: number
    readonly unpriced: number
  }
}

interface Share {
  readonly share: number | null
  readonly n: number
}

export interface Metrics {
  readonly windows: readonly Figures[]
  /** Each day by itself, today first. */
  readonly daily: readonly Figures[]
}

export type { TimelineEvent }
