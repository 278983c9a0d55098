import { z } from 'zod'
import { KNOWN_ISSUES_MAX } from '../limits.ts'
import { Name, Patterns } from './rule-pack.ts'

/**
 * A failure that somebody is already looking after. Its line anywhere in the failing step marks the
 * diagnosis with the link; `verdict` overrides the rule's own. Anybody can print a line, so no
 * issue hands a failure to an agent that edits: write a rule for that.
 */
export const KnownIssue = z.strictObject({
  id: Name,
  /** Any of these on one line of the failing step. */
  match: Patterns.min(1),
  /** Lines that are no hit although `match` says so. */
  not: Patterns.default([]),
  /** Where people follow it. */
  link: z.url({ protocol: /^https?$/ }).max(500),
  /** One sentence: what is known. */
  note: z.string().min(1).max(300),
  verdict: z.enum(['INVESTIGATE', 'ESCALATE']).optional(),
  /** The last day, in UTC, on which it counts: an issue that nobody renews is forgotten. */
  expires: z.iso.date(),
})
export type KnownIssue = z.infer<typeof KnownIssue>

/** One file of known issues. */
export const KnownIssues = z.strictObject({
  schema: z.literal(1),
  known_issues: z.array(KnownIssue).min(1).max(KNOWN_ISSUES_MAX),
})
export type KnownIssues = z.infer<typeof KnownIssues>
