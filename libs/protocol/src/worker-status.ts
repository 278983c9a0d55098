import { z } from 'zod'
import { PatchName } from './approval.ts'

/** How a worker finds its model's provider, since it has been started. */
export const ProviderStatus = z.object({
  /** `away`: nothing is claimed. `trying`: the next request tells whether it is back. */
  state: z.enum(['ok', 'away', 'trying']),
  /** What it fails with; null while it is `ok`. The code is listed in docs/errors.md. */
  code: z.string().max(60).nullable(),
  reason: z.string().max(600),
  since: z.iso.datetime(),
  /** When it is tried again; null while it is not `away`. */
  next_try_at: z.iso.datetime().nullable(),
  /** Requests without an answer, by kind of failure. */
  failures: z.record(z.string().max(40), z.number().int().min(0)),
})
export type ProviderStatus = z.infer<typeof ProviderStatus>

/** A worker's sign of life, kept in Redis with a time to live. */
export const WorkerStatus = z.object({
  worker: z.string().max(200),
  host: z.string().max(200),
  pid: z.number().int(),
  task_id: z.string().max(200).nullable(),
  sandbox: z.enum(['bwrap', 'none']),
  /** What holds the limits of its commands, in words. */
  limits: z.string().max(500).optional(),
  provider: ProviderStatus.optional(),
  started_at: z.iso.datetime(),
  seen_at: z.iso.datetime(),
})
export type WorkerStatus = z.infer<typeof WorkerStatus>

/** One line of the live timeline, written by the lead. */
export const TimelineEvent = z.object({
  at: z.iso.datetime(),
  kind: z.enum([
    'delivery',
    'diagnosis',
    'decision',
    'task',
    'report',
    'gate',
    'github',
    'notify',
    'prompts',
    'rules',
  ]),
  repo: z.string().max(200).optional(),
  task_id: z.string().max(200).optional(),
  /** Of the pull request that it is about; absent as well where a task tells which. */
  pr_number: z.number().int().optional(),
  text: z.string().max(1000),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

/** What travels on `agent:control`. The durable flag in Redis is the truth, this is the doorbell. */
export const ControlMessage = z.object({
  kind: z.literal('cancel'),
  task_id: z.string().max(200),
  outcome: z.enum(['superseded', 'cancelled']),
  reason: z.string().max(500),
})
export type ControlMessage = z.infer<typeof ControlMessage>

const rollout = {
  /** The name of this wish, so that it is carried out once. */
  ask: z.string().max(60),
  name: z.string().max(100),
  hash: z.string().max(100),
  actor: z.string().max(200),
}

/** What an operator asks of the lead, and what the lead asks of itself; BullMQ queue `maintenance`. */
export const MaintenanceJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sweep') }),
  z.object({ kind: z.literal('reconcile') }),
  z.object({ kind: z.literal('pull') }),
  z.object({ kind: z.literal('poll') }),
  z.object({ kind: z.literal('nightly') }),
  /** Read the folders of prompts and rules again, where the file system tells of no changes. */
  z.object({ kind: z.literal('reload'), actor: z.string().max(200) }),
  /** `scope` is `owner/name`, or `*` for everything. */
  z.object({ kind: z.literal('pause'), scope: z.string().max(200), actor: z.string().max(200) }),
  z.object({ kind: z.literal('resume'), scope: z.string().max(200), actor: z.string().max(200) }),
  /** Pause everything, and stop what is at work, too. */
  z.object({ kind: z.literal('stop_spending'), actor: z.string().max(200) }),
  z.object({ kind: z.literal('cancel'), task_id: z.string().max(200), actor: z.string().max(200) }),
  z.object({
    kind: z.literal('retry'),
    task_id: z.string().max(200),
    actor: z.string().max(200),
    /** When it was asked for; a comment that was written later is not outdated by it. */
    at: z.iso.datetime().optional(),
  }),
  /** Somebody sees to it: nobody else is called. */
  z.object({
    kind: z.literal('acknowledge'),
    task_id: z.string().max(200),
    actor: z.string().max(200),
  }),
  z.object({
    kind: z.literal('approve'),
    task_id: z.string().max(200),
    actor: z.string().max(200),
    patch: PatchName,
  }),
  z.object({
    kind: z.literal('reject'),
    task_id: z.string().max(200),
    actor: z.string().max(200),
    why: z.string().max(300),
  }),
  /** Which version of a prompt template new tasks are made from. */
  z.object({ kind: z.literal('promote'), ...rollout }),
  z.object({ kind: z.literal('rollback'), ...rollout }),
  /** For a share of the tasks, in per cent; 0 ends the trial. */
  z.object({ kind: z.literal('canary'), ...rollout, share: z.number().int().min(0).max(99) }),
])
export type MaintenanceJob = z.infer<typeof MaintenanceJob>
