import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Diagnosis } from './diagnosis.ts'
import { RepositoryName, Sha } from './failure.ts'
import { Verdict } from './verdict.ts'

export const TaskType = z.enum([
  'fix_test_failure',
  'fix_lint',
  'fix_format',
  'fix_types',
  'fix_build',
  'fix_dependency',
  'fix_config',
  'investigate',
  /** Work for a person: recorded, never queued for a worker. */
  'escalate',
])
export type TaskType = z.infer<typeof TaskType>

export const Priority = z.enum(['critical', 'high', 'normal', 'low'])
export type Priority = z.infer<typeof Priority>

/** What one task may use up; a prompt template may lower a limit, never raise it. */
export const TaskLimits = z.object({
  turns: z.number().int().min(1).max(200),
  /** US dollars of model spend. */
  usd: z.number().min(0).max(1000),
  /** Output and input tokens together. */
  tokens: z.number().int().min(1),
  /** Files and lines that a patch may change. */
  files: z.number().int().min(1),
  lines: z.number().int().min(1),
})
export type TaskLimits = z.infer<typeof TaskLimits>

/** The longest name of a task; the longest repository and job number leave 34 for the place. */
const TASK_ID_CHARS_MAX = 200
const PLACE_CHARS_MAX = 34
const HASH_CHARS = 8

/** One unit of queued work. The first ten fields are the published task format. */
export const Task = z.object({
  /** `ci-fix-<owner>__<name>-<pr or branch>-<job id>`: deterministic, so a failure makes one task. */
  task_id: z
    .string()
    .max(TASK_ID_CHARS_MAX)
    .regex(/^[A-Za-z0-9._-]+$/),
  type: TaskType,
  priority: Priority,
  /** The user part of the rendered template. */
  prompt: z.string().max(200_000),
  inputs: z.object({
    pr_number: z.number().int().optional(),
    branch: z.string().max(255),
    /** Distilled evidence, not the whole log. */
    logs: z.string().max(100_000),
    diagnosis: Diagnosis,
  }),
  deliverables: z.array(z.string().max(500)).max(20),
  /** Shell commands, run inside the jail only, that must be green at the end. */
  validation: z.array(z.string().max(4000)).max(20),
  timeout_minutes: z.number().min(0.05).max(240),
  retry_count: z.number().int().min(0),
  created_at: z.iso.datetime(),
  /** The system part of the rendered template; holds no untrusted text. */
  system: z.string().max(50_000),
  repo: RepositoryName,
  head_sha: Sha,
  base_sha: Sha.optional(),
  /** Whose code it is: without a word, a stranger's. */
  trust: z.enum(['own', 'fork']).optional(),
  failure_id: z.string().max(300),
  /** The fingerprint of the diagnosis: all failures of one repository that share it. */
  incident: z.string().max(100),
  verdict: Verdict,
  template: z.object({ name: z.string().max(100), hash: z.string().max(100) }),
  policy_hash: z.string().max(100),
  limits: TaskLimits,
  /** What the template asks for instead of the configured model; the worker decides. */
  model: z.string().max(100).optional(),
})
export type Task = z.infer<typeof Task>

/** The name of the task that one failed job leads to. */
export function taskId(repo: string, prOrBranch: number | string, jobId: number): string {
  const place = String(prOrBranch).replaceAll(/[^A-Za-z0-9._-]/g, '_')
  return `ci-fix-${repo.replace('/', '__')}-${shortened(place)}-${jobId}`
}

/** A place that is cut ends in a hash of the whole, so that two of them stay two. */
function shortened(place: string): string {
  if (place.length <= PLACE_CHARS_MAX) return place
  const hash = createHash('sha256').update(place).digest('hex').slice(0, HASH_CHARS)
  return `${place.slice(0, PLACE_CHARS_MAX - HASH_CHARS - 1)}-${hash}`
}
