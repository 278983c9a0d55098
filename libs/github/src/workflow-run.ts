import { z } from 'zod'
import { cutText } from './cut-text.ts'

/** What the protocol keeps of the name of a workflow, a job or a step. */
export const NAME_CHARS_MAX = 500
/** No branch of GitHub's has a longer name. */
const BRANCH_CHARS_MAX = 255

/** What runs can be listed by; `completed` is each of the others and every green one. */
export type RunStatus = 'failure' | 'timed_out' | 'startup_failure' | 'success' | 'completed'

/** One run of a workflow, as GitHub sees it now. */
export interface WorkflowRun {
  runId: number
  /** 1 for the first; grows with each rerun. */
  runAttempt: number
  /** Of the workflow's file; two of them may have one name. */
  workflowId: number
  workflowName: string
  status: string
  /** Null until the run is completed. */
  conclusion: string | null
  headSha: string
  /** Empty when GitHub names none. */
  headBranch: string
  event: string
  htmlUrl: string
  /** `owner/name` of the repository the head comes from; null when that is gone. */
  headRepo: string | null
  /**
   * Open pull requests of the repository whose head the run's branch is; none for a fork. GitHub
   * names those into other repositories as well, whose numbers mean nothing here: they are left out.
   */
  pulls: readonly number[]
  /** Who made the commit, in words that anybody may write; null where GitHub names none. */
  headCommit: { message: string; authorEmail: string; committerEmail: string } | null
  /** Of the first attempt. */
  createdAt: string
  updatedAt: string
}

const PullAnswer = z.object({
  number: z.number().int(),
  base: z.object({ repo: z.object({ id: z.number().int() }) }),
})
const Maker = z.object({ email: z.string().nullish() }).nullish()

/** https://docs.github.com/en/rest/actions/workflow-runs#get-a-workflow-run */
export const RunAnswer = z
  .object({
    id: z.number().int(),
    run_attempt: z.number().int().min(1).default(1),
    workflow_id: z.number().int(),
    name: cutText(NAME_CHARS_MAX).nullish(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
    head_sha: z.string(),
    head_branch: cutText(BRANCH_CHARS_MAX).nullable(),
    event: z.string(),
    html_url: z.string(),
    head_repository: z.object({ full_name: z.string() }).nullish(),
    repository: z.object({ id: z.number().int() }),
    pull_requests: z.array(PullAnswer).nullish(),
    head_commit: z.object({ message: z.string(), author: Maker, committer: Maker }).nullish(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .transform(
    (run): WorkflowRun => ({
      runId: run.id,
      runAttempt: run.run_attempt,
      workflowId: run.workflow_id,
      workflowName: run.name ?? '',
      status: run.status ?? '',
      conclusion: run.conclusion,
      headSha: run.head_sha,
      headBranch: run.head_branch ?? '',
      event: run.event,
      htmlUrl: run.html_url,
      headRepo: run.head_repository?.full_name ?? null,
      pulls: (run.pull_requests ?? [])
        .filter(({ base }) => base.repo.id === run.repository.id)
        .map(({ number }) => number),
      headCommit: run.head_commit ? toCommit(run.head_commit) : null,
      createdAt: run.created_at,
      updatedAt: run.updated_at,
    }),
  )

function toCommit(commit: {
  message: string
  author?: z.infer<typeof Maker>
  committer?: z.infer<typeof Maker>
}) {
  const { message, author, committer } = commit
  return { message, authorEmail: author?.email ?? '', committerEmail: committer?.email ?? '' }
}
