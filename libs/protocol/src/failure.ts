import { z } from 'zod'

/** A 40-digit git object name, lower case. */
export const Sha = z.string().regex(/^[0-9a-f]{40}$/, 'a 40-digit commit sha')
/** `owner/name`, in the characters GitHub allows for both; `_` is in names of managed users. */
export const RepositoryName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, 'owner/name')

/** One failed job of one run attempt at one commit. */
export const Failure = z.object({
  /** `<owner>__<name>-<run id>-<attempt>-<job id>`: equal for every sighting of the same failure. */
  failure_id: z.string().max(300),
  repo: RepositoryName,
  run_id: z.number().int(),
  run_attempt: z.number().int().min(1),
  job_id: z.number().int(),
  job_name: z.string().max(500),
  workflow_name: z.string().max(500),
  /** GitHub's, of the workflow's file; absent for what is no workflow, and in older records. */
  workflow_id: z.number().int().optional(),
  /** The step that GitHub marks as failed, where it names one. */
  failed_step: z.string().max(500).optional(),
  conclusion: z.string().max(40),
  head_sha: Sha,
  head_branch: z.string().max(255),
  /** The pull request this run belongs to; absent for a run on a branch without one. */
  pr_number: z.number().int().optional(),
  base_sha: Sha.optional(),
  base_branch: z.string().max(255).optional(),
  html_url: z.string().max(2000),
  completed_at: z.iso.datetime(),
})
export type Failure = z.infer<typeof Failure>

/** The name under which one failed job is known everywhere, whatever brought word of it. */
export function failureId(
  failure: Pick<Failure, 'repo' | 'run_id' | 'run_attempt' | 'job_id'>,
): string {
  const repo = failure.repo.replace('/', '__')
  return `${repo}-${failure.run_id}-${failure.run_attempt}-${failure.job_id}`
}
