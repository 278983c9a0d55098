import { z } from 'zod'
import { Spend } from './budget.ts'

/** The lead's sign of life, kept for LEAD_TTL_SECONDS. */
export const LeadStatus = z.object({
  pid: z.number().int(),
  host: z.string().max(200),
  started_at: z.iso.datetime(),
  seen_at: z.iso.datetime(),
  paused: z.boolean(),
  /** How it speaks to GitHub: as an App or with a person's token. */
  mode: z.enum(['app', 'token']),
  /** Of the calls that GitHub takes in an hour, what is left, 0 to 1; null before any was made. */
  github_calls_left: z.number().min(0).nullable().optional(),
  /** The version of the prompts that new tasks are made with. */
  prompts: z.string().max(100).optional(),
  /** Model spend of everything, in US dollars, against what it may come to. */
  budgets: z
    .array(Spend.extend({ limit: z.number() }))
    .max(20)
    .optional(),
})
export type LeadStatus = z.infer<typeof LeadStatus>
