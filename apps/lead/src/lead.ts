import { hostname } from 'node:os'
import type { Config } from '@millwright/config'
import { createGitHub } from '@millwright/github'
import type { Logger, Redactor } from '@millwright/logger'
import { createNotifier } from '@millwright/notify'
import { openQueues, workDeliveries, workInbox, workMaintenance } from '@millwright/queue'
import { connectRedis, redisProblems } from '@millwright/redis'
import { readReports } from '@millwright/report'
import { createStore } from '@millwright/store'
import { watchPrompts } from '@millwright/template'
import { builtinRules } from '@millwright/triage'
import { githubAuth } from './github-auth.ts'
import { handleDelivery } from './handle-delivery.ts'
import { handleMaintenance } from './handle-maintenance.ts'
import { giveUpOutgoing, handleOutgoing } from './handle-outgoing.ts'
import { handleReport } from './handle-report.ts'
import { createTurns } from './in-turn.ts'
import type { Parts } from './parts.ts'
import { createWebhookServer } from './webhook-server.ts'

const INBOX_CONCURRENCY = 4
const DELIVERIES_CONCURRENCY = 4
const RECONCILE_MS = 15_000
const BEAT_MS = 5_000

export interface LeadOptions {
  config: Config
  /** Of Redis. */
  url: string
  redact: Redactor
  logger: Logger
}

/** Opens the lead's parts in the order in which they need each other; closes them in reverse. */
export async function startLead({ config, url, redact, logger }: LeadOptions) {
  const closers: (() => Promise<unknown>)[] = []
  const redis = connectRedis({ url, name: 'lead', logger })
  closers.unshift(() => redis.quit())
  for (const problem of await redisProblems(redis)) logger.warn({ problem }, 'redis is not safe')

  const store = createStore(redis)
  const queues = openQueues({ url, logger })
  closers.unshift(() => queues.close())
  const prompts = await watchPrompts(config.prompts_dir, {
    onSwap: (set) => logger.info({ hash: set.hash }, 'prompts loaded'),
    onError: (err) => logger.error({ err }, 'prompts refused, the last good set stays'),
  })
  closers.unshift(() => prompts.close())
  const { auth, mode } = githubAuth(config)
  const github = createGitHub({
    apiUrl: config.github.api_url,
    gitUrl: config.github.git_url,
    auth,
    logger,
    onSecret: redact.add,
  })
  const parts: Parts = {
    config,
    logger,
    redact,
    redis,
    github,
    store,
    queues,
    notifier: createNotifier(config.notify, { redact, logger }),
    rules: await builtinRules(),
    prompts: prompts.current,
    inTurn: createTurns(),
    tell: async (event) => {
      const text = redact(event.text).slice(0, 1000)
      await store.addEvent({ ...event, text, at: new Date().toISOString() })
      logger.info({ repo: event.repo, taskId: event.task_id, detail: text }, event.kind)
    },
  }
  closers.unshift(...(await startIntake(parts, url)))
  const startedAt = new Date().toISOString()
  const beat = () =>
    store
      .beatLead({
        pid: process.pid,
        host: hostname(),
        started_at: startedAt,
        seen_at: new Date().toISOString(),
        paused: config.paused,
        mode,
      })
      .catch((err: unknown) => logger.warn({ err }, 'sign of life not written'))
  await beat()
  const beating = setInterval(() => void beat(), BEAT_MS)
  closers.unshift(async () => clearInterval(beating))
  return {
    close: async () => {
      for (const close of closers) await close()
    },
  }
}

async function startIntake(parts: Parts, url: string) {
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
    concurrency: 1,
    handle: (job) => handleMaintenance(parts, job),
  })
  await queues.maintenance.every('reconcile', RECONCILE_MS)
  await queues.maintenance.every('sweep', config.github.sweep_seconds * 1000)
  const { webhook_secret, webhook_secret_previous } = config.github
  const server = createWebhookServer({
    secrets: [webhook_secret, webhook_secret_previous].filter((s) => s !== null),
    bodyBytesMax: config.webhook.body_bytes_max,
    queues,
    logger,
  })
  const address = await server.listen({ host: config.webhook.host, port: config.webhook.port })
  logger.info({ address }, 'webhooks welcome')
  return [
    () => server.close(),
    () => inbox.close(),
    () => deliveries.close(),
    () => maintenance.close(),
    () => reader.close(),
    () => reports.quit(),
  ]
}
