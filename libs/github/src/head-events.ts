import { RepositoryName, Sha } from '@millwright/protocol'
import { z } from 'zod'
import type { WebhookEvent } from './webhook-event.ts'

const repository = z.object({ full_name: RepositoryName })
const NO_COMMIT = '0'.repeat(40)

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
export const PullEvent = z.object({
  action: z.string(),
  repository,
  number: z.number().int().min(1),
  before: Sha.nullish(),
  pull_request: z.object({ head: z.object({ ref: z.string().max(255), sha: Sha }) }),
})

export function fromPull(event: z.infer<typeof PullEvent>): WebhookEvent {
  const repo = event.repository.full_name
  if (event.action === 'closed') return { kind: 'pull_request_closed', repo, pr: event.number }
  if (event.action === 'ready_for_review') {
    return { kind: 'pull_request_ready', repo, pr: event.number }
  }
  if (!['opened', 'reopened', 'synchronize'].includes(event.action))
    return { kind: 'ignored', event: 'pull_request' }
  const { ref, sha } = event.pull_request.head
  const before = event.before ?? null
  return { kind: 'head_moved', repo, branch: ref, pr: event.number, sha, before }
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export const PushEvent = z.object({
  repository,
  ref: z.string().max(300),
  before: Sha,
  after: Sha,
})

export function fromPush(event: z.infer<typeof PushEvent>): WebhookEvent {
  const branch = /^refs\/heads\/(.+)$/.exec(event.ref)?.[1]
  // A tag moves no branch, and a deleted branch has no head left to look at.
  if (branch === undefined || event.after === NO_COMMIT) return { kind: 'ignored', event: 'push' }
  return {
    kind: 'head_moved',
    repo: event.repository.full_name,
    branch,
    pr: null,
    sha: event.after,
    before: event.before === NO_COMMIT ? null : event.before,
  }
}
