import { WebhookEvent } from '@millwright/github'
import type { Delivery } from '@millwright/queue'
import { handleCommand } from './commands/handle-command.ts'
import { settleIncidents } from './incidents/settle-incidents.ts'
import type { Parts } from './parts.ts'
import { takeUpLeft } from './rounds/take-up-left.ts'
import { handleExternal } from './runs/handle-external.ts'
import { handleRun } from './runs/handle-run.ts'
import { supersede } from './tasks/supersede.ts'

/**
 * Acts on one stored delivery. Deliveries come twice, late and in any order, so the event only
 * says where to look: what is there is read from GitHub again.
 */
export async function handleDelivery(parts: Parts, delivery: Delivery): Promise<void> {
  const event = WebhookEvent.parse(delivery.payload)
  switch (event.kind) {
    case 'run_completed':
      await parts.tell({
        kind: 'delivery',
        repo: event.repo,
        text: `workflow run ${event.runId} completed: ${event.conclusion}`,
      })
      return handleRun(parts, event.repo, event.runId, event.runAttempt, event.headSha)
    case 'head_moved':
      return supersede(parts, event)
    case 'pull_request_closed':
      await supersede(parts, { repo: event.repo, pr: event.pr, sha: null, branch: null })
      return settleIncidents(parts, event.repo, (one) => one.pr_number === event.pr)
    case 'pull_request_ready': {
      const { unread } = await takeUpLeft(parts, event.repo, event.pr, ['draft'])
      // Thrown after all were tried, so that the delivery is tried again.
      if (unread > 0) throw new Error(`${unread} red runs of a pull request could not be read`)
      return
    }
    case 'command':
      return handleCommand(parts, event)
    case 'external_red':
      return handleExternal(parts, event)
    case 'ping':
    case 'ignored':
      return
  }
}
