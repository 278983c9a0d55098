import {
  Category,
  Decision,
  Failure,
  GateResult,
  Hold,
  Outcome,
  PatchName,
  Priority,
  ProofSet,
  Task,
  TaskRecord,
  TaskResult,
  TaskState,
  TaskType,
  Verdict,
  WorkerStatus,
} from '@millwright/protocol'
import { LeadStatus, Pause, PromptsInUse } from '@millwright/store'
import { z } from 'zod'

/** Every refusal has this form; `code` is listed in docs/errors.md. */
export const ApiError = z.object({ code: z.string(), message: z.string() })

/** One line of the list of tasks. */
export const TaskSummary = z.object({
  task_id: Task.shape.task_id,
  type: TaskType,
  priority: Priority,
  verdict: Verdict,
  category: Category,
  summary: z.string(),
  repo: z.string(),
  branch: z.string(),
  pr_number: z.number().int().nullable(),
  head_sha: z.string(),
  state: TaskState,
  reason: z.string(),
  worker: z.string().nullable(),
  epoch: z.number().int(),
  outcome: Outcome.nullable(),
  gate: GateResult.shape.decision.nullable(),
  commit_sha: z.string().nullable(),
  ci_conclusion: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type TaskSummary = z.infer<typeof TaskSummary>

export const TaskList = z.object({
  tasks: z.array(TaskSummary),
  /** Pass it as `before` for the next page; null on the last one. */
  next: z.string().nullable(),
})

/** The lead's whole file on a task, with the failed job it came from. */
export const TaskDetail = z.object({ task: TaskRecord, failure: Failure.nullable() })

export const WorkerList = z.object({ workers: z.array(WorkerStatus) })
export const DecisionList = z.object({
  decisions: z.array(Decision),
  /** Pass it as `before` for the next page; null on the last one. */
  next: z.string().nullable(),
})

const Depth = z.object({
  waiting: z.number().int(),
  active: z.number().int(),
  delayed: z.number().int(),
  failed: z.number().int(),
})
export const Depths = z.object({
  inbox: Depth,
  tasks: Depth,
  deliveries: Depth,
  maintenance: Depth,
})

/** Something that keeps work from beginning. */
export const Hindrance = z.object({
  code: z.enum([
    'lead_away',
    'paused',
    'no_repositories',
    'repositories_off',
    'no_workers',
    'provider_away',
    'budget_used_up',
  ]),
  /** One sentence for people, with what to do. */
  text: z.string(),
})
export type Hindrance = z.infer<typeof Hindrance>

/** The whole service at a glance. */
export const Overview = z.object({
  version: z.string(),
  started_at: z.iso.datetime(),
  uptime_seconds: z.number().int(),
  /** That everything is paused. Null while the lead is away. */
  paused: z.boolean().nullable(),
  /** What people paused: a repository, or `*` for everything. */
  pauses: z.array(Pause),
  lead: LeadStatus.nullable(),
  tasks: z.record(TaskState, z.number().int()),
  queues: Depths,
  /** Why an edit of the prompts is not in use; null when none is refused. */
  prompts_refused: PromptsInUse.shape.refused,
  workers: z.object({
    count: z.number().int(),
    /** Workers by sandbox: `none` runs a repository's code with no walls around it. */
    sandbox: z.object({ bwrap: z.number().int(), none: z.number().int() }),
  }),
  /** What keeps work from beginning, gravest first; empty when only red jobs are missing. */
  idle: z.array(Hindrance),
})

const Check = z.object({
  status: z.enum(['ok', 'degraded', 'down', 'unknown']),
  /** One sentence for people. */
  text: z.string(),
})
export const Health = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  checks: z.object({
    redis: Check.extend({ latency_ms: z.number().nullable() }),
    /** The last sign of life that was seen, also when it is long ago. */
    lead: Check.extend({ seen_at: z.iso.datetime().nullable(), age_ms: z.number().nullable() }),
    workers: Check.extend({ count: z.number().int(), oldest_age_ms: z.number().nullable() }),
    queues: Check.extend({ depths: Depths.nullable() }),
  }),
})
export type Health = z.infer<typeof Health>

export const Probe = z.object({ status: z.string() })

export const actor = z.string().min(1).max(100)
export const ActionBody = z
  .object({
    /** Who asks, for the record. */
    actor: actor.optional(),
  })
  .nullish()
export const ApproveBody = z.object({ actor: actor.optional(), patch: PatchName })
export const RejectBody = z
  .object({ actor: actor.optional(), why: z.string().max(300).optional() })
  .nullish()
export const ActionAnswer = z.object({
  task_id: Task.shape.task_id,
  action: z.enum(['cancel', 'retry', 'acknowledge', 'approve', 'reject']),
  /** The task's state when the lead was asked; the lead acts on it in its own time. */
  state: TaskState,
})

/** The patches that wait for a person, oldest first. */
export const ApprovalList = z.object({
  approvals: z.array(
    z.object({
      task: TaskSummary,
      /** What an approval is bound to: hash of the patch, head, base, policy, expiry. */
      hold: Hold.nullable(),
      patch: z.string(),
      /** Of the patch, in UTF-8. */
      patch_bytes: z.number().int(),
      /** False when something that looks like a secret was taken out of what is shown. */
      is_shown_whole: z.boolean(),
      gate: GateResult.nullable(),
      proof: ProofSet.nullable(),
      /** In the model's words; untrusted. */
      cause: z.string(),
      confidence: TaskResult.shape.confidence,
      fixed_by: TaskResult.shape.fixed_by.nullable(),
    }),
  ),
})
