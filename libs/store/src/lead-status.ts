import { z } from 'zod'
import { Spend } from './budget.ts'

/** Repositories in their quiet hours that a sign of life names. */
export const QUIET_SHOWN = 20

/** The lead's sign of life, kept for LEAD_TTL_SECONDS. */
export const LeadStatus = z.object({
  pid: z.number().int(),
  host: z.string().max(200),
  started_at: z.iso.datetime(),
  seen_at: z.iso.datetime(),
  paused: z.boolean(),
  /** That its configuration says so, which nobody can take back while it runs. */
  is_paused_by_config: z.boolean().optional(),
  /** How it speaks to GitHub: as an App or with a person's token. */
  mode: z.enum(['app', 'token']),
  /** Of the calls that GitHub takes in an hour, what is left, 0 to 1; null before any was made. */
  github_calls_left: z.number().min(0).nullable().optional(),
  /** That so few are left that nothing new is asked of GitHub in this hour. */
  is_short_of_calls: z.boolean().optional(),
  /** Since when GitHub has failed, or was not to be reached; null while it answers. */
  github_away_since: z.iso.datetime().nullable().optional(),
  /** The repositories that are in their quiet hours, with the end of these; the first of them. */
  quiet: z
    .array(z.object({ repo: z.string(), until: z.iso.datetime() }))
    .max(QUIET_SHOWN)
    .optional(),
  /** The version of the prompts that new tasks are made with. */
  prompts: z.string().max(100).optional(),
  /** Model spend of everything, in US dollars, against what it may come to. */
  budgets: z
    .array(Spend.extend({ limit: z.number() }))
    .max(20)
    .optional(),
})
export type LeadStatus = z.infer<typeof LeadStatus>
