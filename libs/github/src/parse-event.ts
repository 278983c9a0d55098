import { RepositoryName, Sha } from '@millwright/protocol'
import { z } from 'zod'
import { EventError } from './event-error.ts'
import { CheckRunEvent, fromCheckRun, fromStatus, StatusEvent } from './external-events.ts'
import { fromPull, fromPush, PullEvent, PushEvent } from './head-events.ts'
import type { WebhookEvent } from './webhook-event.ts'

/**
 * Reads one webhook by its `X-GitHub-Event` name and its parsed JSON body.
 * Throws EventError when the body is not that event.
 */
export function parseEvent(name: string, payload: unknown): WebhookEvent {
  if (!/^[a-z0-9_]{1,60}$/.test(name))
    throw new EventError('the event has no name that GitHub uses')
  switch (name) {
    case 'ping':
      return read(name, z.object({ zen: z.string() }), payload, () => ({ kind: 'ping' }))
    case 'workflow_run':
      return read(name, RunEvent, payload, fromRun)
    case 'pull_request':
      return read(name, PullEvent, payload, fromPull)
    case 'issue_comment':
      return read(name, CommentEvent, payload, fromComment)
    case 'check_run':
      return read(name, CheckRunEvent, payload, fromCheckRun)
    case 'status':
      return read(name, StatusEvent, payload, fromStatus)
    case 'push':
      return read(name, PushEvent, payload, fromPush)
    default:
      return read(name, z.looseObject({}), payload, () => ignored(name))
  }
}

function read<T>(
  name: string,
  schema: z.ZodType<T>,
  payload: unknown,
  toEvent: (value: T) => WebhookEvent,
): WebhookEvent {
  const result = schema.safeParse(payload)
  if (result.success) return toEvent(result.data)
  const place = result.error.issues[0]?.path.join('.') || 'the body'
  throw new EventError(`the body is not a ${name} event: ${place} is not as GitHub sends it`, {
    cause: result.error,
  })
}

function ignored(event: string): WebhookEvent {
  return { kind: 'ignored', event }
}

const repository = z.object({ full_name: RepositoryName })
/** What a comment that means us begins with. */
const COMMAND_WORD = '/millwright'

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run */
const RunEvent = z.object({
  action: z.string(),
  repository,
  workflow_run: z.object({
    id: z.number().int(),
    run_attempt: z.number().int().min(1).default(1),
    head_sha: Sha,
    head_branch: z.string().max(255).nullable(),
    conclusion: z.string().max(40).nullable(),
  }),
})

function fromRun(event: z.infer<typeof RunEvent>): WebhookEvent {
  const run = event.workflow_run
  if (event.action !== 'completed' || run.conclusion === null) return ignored('workflow_run')
  return {
    kind: 'run_completed',
    repo: event.repository.full_name,
    runId: run.id,
    runAttempt: run.run_attempt,
    headSha: run.head_sha,
    headBranch: run.head_branch ?? '',
    conclusion: run.conclusion,
  }
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment */
const CommentEvent = z.object({
  action: z.string(),
  repository,
  issue: z.object({ number: z.number().int().min(1), pull_request: z.looseObject({}).nullish() }),
  comment: z.object({ id: z.number().int(), body: z.string().nullish() }),
})

function fromComment({ action, repository, issue, comment }: z.infer<typeof CommentEvent>) {
  const isCommand = comment.body?.trimStart().startsWith(COMMAND_WORD) ?? false
  const isOnPull = (issue.pull_request ?? null) !== null
  if (action !== 'created' || !isOnPull || !isCommand) return ignored('issue_comment')
  const { full_name: repo } = repository
  return { kind: 'command', repo, pr: issue.number, commentId: comment.id } as const
}
