import { AgentCheckpoint } from '@millwright/agent'
import {
  PATCH_BYTES_MAX,
  Proof,
  SameFailure,
  Sha,
  type Task,
  TaskResult,
} from '@millwright/protocol'
import { z } from 'zod'

/** The largest checkpoint, in bytes of JSON: a full transcript, a patch and a result. */
export const CHECKPOINT_BYTES_MAX = 12_000_000

/** What an attempt has done so far, and all that a later one needs to go on without paying twice. */
export const WorkerCheckpoint = z.object({
  /** The work this belongs to; a retry asked for by people begins anew. */
  head_sha: Sha,
  retry_count: z.number().int().min(0),
  /** What the setup commands did, also when they failed; their results die with the tree. */
  setup: z.array(Proof).max(20).nullable().default(null),
  reproduction: z
    .object({
      verdict: z.enum(['red', 'green', 'other', 'cannot-run']),
      isFlaky: z.boolean(),
      runs: z.object({ red: z.number().int(), of: z.number().int() }).default({ red: 0, of: 0 }),
      missing: z.string().max(200).nullable().default(null),
      same: SameFailure.nullable().default(null),
      proofs: z.array(Proof).max(20),
    })
    .nullable(),
  /** What the step's own command did before anything was changed, where it is more than the replay. */
  whole: Proof.nullable().default(null),
  /** The diagnosis' own command was tried and did not settle it. */
  autofix_failed: z.boolean(),
  agent: AgentCheckpoint.nullable(),
  /** What the tree differed in from `head_sha` when this was saved. */
  patch: z.string().max(PATCH_BYTES_MAX),
  /** Times the task was given back because the model's provider was away. */
  outages: z.number().int().min(0),
  /** The final answer: all that is left to do is to report it. */
  result: TaskResult.nullable(),
})
export type WorkerCheckpoint = z.infer<typeof WorkerCheckpoint>

/** All that is left to keep once there is a result: the transcript would stand in Redis for days. */
export function withResult(result: TaskResult): Partial<WorkerCheckpoint> {
  return { result, agent: null, patch: '', setup: null, reproduction: null, whole: null }
}

/** The checkpoint to go on from, or a fresh one when `stored` is none or belongs to other work. */
export function checkpointFor(task: Task, stored: unknown): WorkerCheckpoint {
  const { success, data } = WorkerCheckpoint.safeParse(stored)
  const isOurs = success && data.head_sha === task.head_sha && data.retry_count === task.retry_count
  if (isOurs) return data
  return {
    head_sha: task.head_sha,
    retry_count: task.retry_count,
    setup: null,
    reproduction: null,
    whole: null,
    autofix_failed: false,
    agent: null,
    patch: '',
    outages: 0,
    result: null,
  }
}
