import {
  Decision,
  Failure,
  GateResult,
  Hold,
  PatchName,
  ProofSet,
  Task,
  TaskRecord,
  TaskResult,
  TaskState,
} from '@millwright/protocol'
import { Judgement, TaskRow } from '@millwright/store'
import { z } from 'zod'

/** Every refusal has this form; `code` is listed in docs/errors.md. */
export const ApiError = z.object({ code: z.string(), message: z.string() })

/** One line of the list of tasks: what the store lists, with the forms that clients may rely on. */
export const TaskSummary = TaskRow.extend({
  task_id: Task.shape.task_id,
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
export const TaskDetail = z.object({
  task: TaskRecord,
  /** False when something that looks like a secret was taken out of the patch as shown. */
  is_shown_whole: z.boolean(),
  failure: Failure.nullable(),
  /** What came to light about the verdict, the word that counts first. */
  judgements: z.array(Judgement),
})

export const DecisionList = z.object({
  decisions: z.array(Decision),
  /** Pass it as `before` for the next page; null on the last one. */
  next: z.string().nullable(),
})

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
