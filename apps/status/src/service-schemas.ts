import { TaskState, WorkerStatus } from '@millwright/protocol'
import { LeadStatus, Pause, PromptsInUse } from '@millwright/store'
import { z } from 'zod'

export const WorkerList = z.object({ workers: z.array(WorkerStatus) })
const Depth = z.object({
  waiting: z.number().int(),
  active: z.number().int(),
  delayed: z.number().int(),
  failed: z.number().int(),
})
const Depths = z.object({
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
    'github_away',
    'github_calls_used_up',
    'quiet_hours',
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
  /** That the configuration says so; no action takes this back. */
  paused_by_config: z.boolean(),
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
