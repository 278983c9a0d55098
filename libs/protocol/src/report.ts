import { z } from 'zod'
import { RiskClass } from './gate-result.ts'
import { ProofSet } from './proof.ts'

/** How one attempt at a task ended. */
export const Outcome = z.enum([
  'fixed',
  'no_change_needed',
  'test_change',
  'investigated',
  'gave_up',
  'not_reproduced',
  'validation_failed',
  'limit_reached',
  'superseded',
  'cancelled',
  'failed',
])
export type Outcome = z.infer<typeof Outcome>

/** What the model cost. `usd` is null when a price is unknown: unknown is not free. */
export const Usage = z.object({
  turns: z.number().int().min(0),
  input_tokens: z.number().int().min(0),
  output_tokens: z.number().int().min(0),
  cache_read_tokens: z.number().int().min(0),
  cache_write_tokens: z.number().int().min(0),
  usd: z.number().min(0).nullable(),
})
export type Usage = z.infer<typeof Usage>

/** The largest patch that a report may carry, in UTF-8 bytes. */
export const PATCH_BYTES_MAX = 1_000_000

/** What a worker hands in. The lead treats every field as a claim. */
export const TaskResult = z.object({
  outcome: Outcome,
  summary: z.string().max(2000),
  /** The root cause in the model's words; untrusted text. */
  cause: z.string().max(8000),
  confidence: z.enum(['low', 'medium', 'high']).nullable(),
  /** Unified diff (`git diff --binary --full-index`) against `head_sha`; empty without a change. */
  patch: z.string().max(PATCH_BYTES_MAX),
  proof: ProofSet,
  usage: Usage,
  /** What the model says its change touches: it may call a person, never send one away. */
  risks: z.array(RiskClass).max(5).optional(),
  /** Step that made the change: the diagnosis' own command, or the model. */
  fixed_by: z.enum(['autofix', 'agent', 'nobody']),
  sandbox: z.enum(['bwrap', 'none']),
})
export type TaskResult = z.infer<typeof TaskResult>

export const TaskStep = z.enum([
  'claim',
  'workspace',
  'setup',
  'reproduce',
  'autofix',
  'agent',
  'validate',
  'report',
])
export type TaskStep = z.infer<typeof TaskStep>

export const ReportBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claimed') }),
  z.object({ kind: z.literal('progress'), step: TaskStep, text: z.string().max(500) }),
  z.object({ kind: z.literal('completed'), result: TaskResult }),
  /** The attempt could not run to an outcome; `code` is listed in docs/errors.md. */
  z.object({
    kind: z.literal('failed'),
    code: z.string().max(60),
    message: z.string().max(2000),
    /** What the model cost until then. */
    usage: Usage.optional(),
  }),
])
export type ReportBody = z.infer<typeof ReportBody>

/** One entry of the report stream. `(task_id, epoch, seq)` is its identity. */
export const Report = z.object({
  task_id: z.string().max(200),
  epoch: z.number().int().min(1),
  seq: z.number().int().min(0),
  worker: z.string().max(200),
  at: z.iso.datetime(),
  body: ReportBody,
})
export type Report = z.infer<typeof Report>
