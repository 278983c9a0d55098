import { RepositoryName, Sha } from '@millwright/protocol'
import { z } from 'zod'

/** What a webhook tells the lead. It is a hint only: GitHub is asked again before anything is done. */
export const WebhookEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run_completed'),
    repo: RepositoryName,
    runId: z.number().int(),
    runAttempt: z.number().int().min(1),
    headSha: Sha,
    /** Empty when GitHub names none. */
    headBranch: z.string().max(255),
    conclusion: z.string().max(40),
  }),
  z.object({
    kind: z.literal('head_moved'),
    repo: RepositoryName,
    branch: z.string().max(255),
    /** Null for a push: it does not say whether the branch has a pull request. */
    pr: z.number().int().nullable(),
    sha: Sha,
    before: Sha.nullable(),
  }),
  z.object({
    kind: z.literal('pull_request_closed'),
    repo: RepositoryName,
    pr: z.number().int(),
  }),
  /** It is a draft no longer. */
  z.object({
    kind: z.literal('pull_request_ready'),
    repo: RepositoryName,
    pr: z.number().int(),
  }),
  /** Somebody wrote what looks like a command; what it says is read from GitHub. */
  z.object({
    kind: z.literal('command'),
    repo: RepositoryName,
    pr: z.number().int(),
    commentId: z.number().int(),
  }),
  /** A check run or commit status of another service ended red; its name is that service's. */
  z.object({
    kind: z.literal('external_red'),
    repo: RepositoryName,
    sha: Sha,
    name: z.string().max(200),
  }),
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('ignored'), event: z.string().max(60) }),
])
export type WebhookEvent = z.infer<typeof WebhookEvent>
