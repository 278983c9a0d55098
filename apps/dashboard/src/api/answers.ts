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

/** What a person said, or GitHub's CI showed, about a verdict. */
export interface Judgement {
  readonly verdict: Verdict
  /** Null when only that it was wrong is known. */
  readonly should_be: Verdict | null
  readonly by: 'person' | 'ci'
  /** The person's name, or what CI showed. */
  readonly why: string
}

export interface TaskDetail {
  readonly task: TaskRecord
  /** False when something that looks like a secret was taken out of the patch as shown. */
  readonly is_shown_whole: boolean
  readonly failure: Failure | null
  readonly judgements: readonly Judgement[]
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
  /** That the configuration says so; no button takes this back. */
  readonly paused_by_config: boolean
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

export type { TimelineEvent }
