import { openIntake, workDeliveries, workInbox, workMaintenance } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { readReports } from '@millwright/report'
import { handleDelivery } from '../handle-delivery.ts'
import { giveUpOutgoing, handleOutgoing } from '../handle-outgoing.ts'
import type { Parts } from '../parts.ts'
import { handleMaintenance } from '../rounds/handle-maintenance.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { sayGivenUp } from '../telling/say-given-up.ts'
import { inLanes, LANES_MAX } from './in-lanes.ts'
import { createWebhookServer } from './webhook-server.ts'

const INBOX_CONCURRENCY = 4
const DELIVERIES_CONCURRENCY = 4
const RECONCILE_MS = 15_000
const NIGHTLY_MS = 24 * 60 * 60 * 1000
/** Four looks in each interval at which repositories are due, in milliseconds a second. */
const POLL_TICK_MS = 250

/** Opens every way by which work comes to the lead; `close` shuts them all at once. */
export async function startIntake(parts: Parts, url: string): Promise<{ close(): Promise<void> }> {
  const { config, logger, queues } = parts
  const reports = connectRedis({ url, name: 'lead-reports', blocking: true, logger })
  const reader = readReports({
    redis: reports,
    consumer: 'lead',
    handle: (report) => handleReport(parts, report),
    logger,
  })
  const inbox = workInbox({
    url,
    logger,
    concurrency: INBOX_CONCURRENCY,
    handle: (delivery) => handleDelivery(parts, delivery),
    onGiveUp: (delivery, error) => sayGivenUp(parts, `delivery ${delivery.delivery_id}`, error),
  })
  const deliveries = workDeliveries({
    url,
    logger,
    concurrency: DELIVERIES_CONCURRENCY,
    handle: (job) => handleOutgoing(parts, job),
    onGiveUp: (job, error) => giveUpOutgoing(parts, job, error),
  })
  const maintenance = workMaintenance({
    url,
    logger,
    concurrency: LANES_MAX,
    handle: inLanes(parts, (job) => handleMaintenance(parts, job)),
    onGiveUp: (job, error) => sayGivenUp(parts, job.kind, error),
  })
  await queues.maintenance.every('reconcile', RECONCILE_MS)
  await queues.maintenance.every('sweep', config.github.sweep_seconds * 1000)
  if (config.github.pull_seconds > 0) {
    await queues.maintenance.every('pull', config.github.pull_seconds * 1000)
  }
  if (config.github.poll_seconds > 0) {
    await queues.maintenance.every('poll', config.github.poll_seconds * POLL_TICK_MS)
  }
  await queues.maintenance.every('nightly', NIGHTLY_MS)
  const intake = await openIntake({ url, inbox: queues.inbox, logger })
  const { webhook_secret, webhook_secret_previous } = config.github
  const server = createWebhookServer({
    secrets: [webhook_secret, webhook_secret_previous].filter((s) => s !== null),
    bodyBytesMax: config.webhook.body_bytes_max,
    intake,
    logger,
  })
  const address = await server.listen({ host: config.webhook.host, port: config.webhook.port })
  logger.info({ address }, 'webhooks welcome')
  return {
    close: async () => {
      const doors = [server, inbox, deliveries, maintenance, reader]
      await Promise.all(doors.map((door) => door.close()))
      await intake.close()
      await reports.quit()
    },
  }
}
