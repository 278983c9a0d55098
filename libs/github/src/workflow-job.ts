import { z } from 'zod'
import { cutText } from './cut-text.ts'
import { NAME_CHARS_MAX } from './workflow-run.ts'

/** One job of one attempt of a run. */
export interface WorkflowJob {
  jobId: number
  name: string
  status: string
  /** Null until the job is completed. */
  conclusion: string | null
  htmlUrl: string
  startedAt: string | null
  completedAt: string | null
  steps: { name: string; number: number; conclusion: string | null }[]
}

/** https://docs.github.com/en/rest/actions/workflow-jobs#list-jobs-for-a-workflow-run-attempt */
export const JobAnswer = z
  .object({
    id: z.number().int(),
    name: cutText(NAME_CHARS_MAX),
    status: z.string(),
    conclusion: z.string().nullable(),
    html_url: z.string().nullable(),
    started_at: z.string().nullish(),
    completed_at: z.string().nullish(),
    steps: z
      .array(
        z.object({
          name: cutText(NAME_CHARS_MAX),
          number: z.number().int(),
          conclusion: z.string().nullable(),
        }),
      )
      .nullish(),
  })
  .transform(
    (job): WorkflowJob => ({
      jobId: job.id,
      name: job.name,
      status: job.status,
      conclusion: job.conclusion,
      htmlUrl: job.html_url ?? '',
      startedAt: job.started_at ?? null,
      completedAt: job.completed_at ?? null,
      steps: job.steps ?? [],
    }),
  )
