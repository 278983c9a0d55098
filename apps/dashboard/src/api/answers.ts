import type {
  Decision,
  Failure,
  GateResult,
  Hold,
  Outcome,
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

export interface TaskDetail {
  readonly task: TaskRecord
  readonly failure: Failure | null
}

export interface Approvals {
  readonly approvals: readonly {
    readonly task: TaskSummary
    readonly hold: Hold | null
    readonly patch: string
  }[]
}

export interface Workers {
  readonly workers: readonly WorkerStatus[]
}

export interface Decisions {
  readonly decisions: readonly Decision[]
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

export type { TimelineEvent }
