import { z } from 'zod'

/** One rule's answer about one failure, kept so that every red run can say why. */
export const RuleAnswer = z.object({
  rule: z.string().max(60),
  answer: z.enum(['act', 'wait', 'skip']),
  reason: z.string().max(500),
})
export type RuleAnswer = z.infer<typeof RuleAnswer>

/** All rules' answers about one failure; the strictest one is the answer of the whole. */
export const Decision = z.object({
  failure_id: z.string().max(300),
  repo: z.string().max(200),
  pr_number: z.number().int().optional(),
  head_sha: z.string().max(40),
  /** The failed job and where GitHub shows its log; absent where the decision is about a whole run. */
  job_name: z.string().max(500).optional(),
  html_url: z.string().max(2000).optional(),
  task_id: z.string().max(200).nullable(),
  answer: z.enum(['act', 'wait', 'skip']),
  reason: z.string().max(500),
  rules: z.array(RuleAnswer).max(40),
  at: z.iso.datetime(),
})
export type Decision = z.infer<typeof Decision>

/** What Millwright may do in one repository. */
export const RepositoryMode = z.enum(['off', 'report', 'staged', 'auto'])
export type RepositoryMode = z.infer<typeof RepositoryMode>
