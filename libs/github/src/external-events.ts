import { RepositoryName, Sha } from '@millwright/protocol'
import { z } from 'zod'
import type { WebhookEvent } from './webhook-event.ts'

const repository = z.object({ full_name: RepositoryName })
const NAME_CHARS_MAX = 200
/** What our own checks and statuses are called: we never react to ourselves. */
const OWN_NAME = 'Millwright: '
/** Its check runs are jobs, of which `workflow_run` tells. */
const ACTIONS = 'github-actions'
const red: ReadonlySet<string | null> = new Set([
  'failure',
  'timed_out',
  'startup_failure',
  'error',
])

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run */
export const CheckRunEvent = z.object({
  action: z.string(),
  repository,
  check_run: z.object({
    name: z.string(),
    head_sha: Sha,
    conclusion: z.string().nullable(),
    app: z.object({ slug: z.string().nullish() }).nullish(),
  }),
})

export function fromCheckRun(event: z.infer<typeof CheckRunEvent>): WebhookEvent {
  const { name, head_sha, conclusion, app } = event.check_run
  const isOver = event.action === 'completed' && app?.slug !== ACTIONS
  return isOver && red.has(conclusion)
    ? externalRed('check_run', event.repository.full_name, head_sha, name)
    : { kind: 'ignored', event: 'check_run' }
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#status */
export const StatusEvent = z.object({
  repository,
  sha: Sha,
  state: z.string(),
  context: z.string(),
})

export function fromStatus(event: z.infer<typeof StatusEvent>): WebhookEvent {
  return red.has(event.state)
    ? externalRed('status', event.repository.full_name, event.sha, event.context)
    : { kind: 'ignored', event: 'status' }
}

function externalRed(event: string, repo: string, sha: string, name: string): WebhookEvent {
  if (name.startsWith(OWN_NAME)) return { kind: 'ignored', event }
  return { kind: 'external_red', repo, sha, name: name.slice(0, NAME_CHARS_MAX) }
}
