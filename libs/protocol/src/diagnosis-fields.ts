import { z } from 'zod'
import { Category, Verdict } from './verdict.ts'

/** What the job was doing when it failed. */
export const Phase = z.enum([
  'never-started',
  'set-up',
  'checkout',
  'install',
  'build',
  'lint',
  'test',
  'package',
  'deploy',
  'post',
  'unknown',
])
export type Phase = z.infer<typeof Phase>

/** Who owns the cause: the repository's files, the machines and networks around it, or a person. */
export const Domain = z.enum(['code', 'platform', 'authority', 'unknown'])
export type Domain = z.infer<typeof Domain>

/** Whether running the same commit again could come out green; one log alone never confirms it. */
export const Transience = z.enum([
  'deterministic',
  'maybe-transient',
  'confirmed-transient',
  'unknown',
])
export type Transience = z.infer<typeof Transience>

/** How urgent a failure is for people. */
export const Severity = z.enum(['high', 'normal', 'low'])
export type Severity = z.infer<typeof Severity>

/** Another rule that matched and could have decided, with the reason why it did not. */
export const Alternative = z.object({
  rule: z.string().max(100),
  category: Category,
  verdict: Verdict,
  /** Of the raw log, counted from 1. */
  line: z.number().int().min(1),
  reason: z.string().max(200),
})
export type Alternative = z.infer<typeof Alternative>

/** What the name of a job tells: `test (ubuntu, 20, 2/4)` is the second of four shards of `test`. */
export const JobPart = z.object({
  name: z.string().max(200),
  /** The values of the matrix, in the order of the job's name. */
  matrix: z.array(z.string().max(100)).max(20),
  shard: z
    .object({ index: z.number().int().min(0), total: z.number().int().min(1).nullable() })
    .nullable(),
})
export type JobPart = z.infer<typeof JobPart>
