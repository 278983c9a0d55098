import { z } from 'zod'
import { Alternative, Domain, JobPart, Phase, Severity, Transience } from './diagnosis-fields.ts'
import { Category, Verdict } from './verdict.ts'

/** A line of the raw log, numbered from 1 by splitting the bytes at LF. */
export const EvidenceLine = z.object({ line: z.number().int().min(1), text: z.string().max(4096) })
export type EvidenceLine = z.infer<typeof EvidenceLine>

/** What triage says of one failed job's log. Every string in it may hold an attacker's words. */
export const Diagnosis = z.object({
  verdict: Verdict,
  category: Category,
  /** `<pack>/<rule>`, or `none` when nothing was recognised. */
  rule: z.string().max(100),
  tool: z.string().max(60),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  summary: z.string().max(500),
  evidence: z.array(EvidenceLine).max(200),
  files: z
    .array(z.object({ path: z.string().max(1000), line: z.number().int().optional() }))
    .max(100),
  failing_tests: z.array(z.string().max(500)).max(200),
  step: z.object({ name: z.string().max(500), command: z.string().max(4000) }),
  /** Repeats the failure inside the jail; null when the log names no command. */
  replay: z.string().max(4000).nullable(),
  /** Settles the failure without a model (formatter, linter, lockfile); null when nothing does. */
  autofix: z.string().max(4000).nullable(),
  /** `v3:<hex>`: equal for the same cause in any run, pull request or branch. */
  fingerprint: z.string().max(100),
  flaky_or_infra: z.boolean(),
  // What follows came later; a stored diagnosis may lack it.
  /** Close calls, the closest first. */
  alternatives: z.array(Alternative).max(5).default([]),
  phase: Phase.default('unknown'),
  domain: Domain.default('unknown'),
  transience: Transience.default('unknown'),
  severity: Severity.default('normal'),
  /** What a person does about it; empty when the rule does not say. */
  remedy: z.string().max(300).default(''),
  /** The operators' known issue that a line of the failing step belongs to. */
  known_issue: z
    .object({ id: z.string().max(100), link: z.string().max(500), note: z.string().max(300) })
    .nullable()
    .default(null),
  /** The job's name taken apart; null when it was not told. */
  job: JobPart.nullable().default(null),
})
export type Diagnosis = z.infer<typeof Diagnosis>
