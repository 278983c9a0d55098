import { hostname } from 'node:os'
import type { Config } from '@millwright/config'
import { createGitHub } from '@millwright/github'
import type { Logger, Redactor } from '@millwright/logger'
import { createNotifier } from '@millwright/notify'
import { openQueues } from '@millwright/queue'
import { connectRedis, redisProblems } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { cleanText, watchPrompts } from '@millwright/template'
import { builtinRules } from '@millwright/triage'
import { githubAuth } from './github-auth.ts'
import { createTurns } from './in-turn.ts'
import type { Parts } from './parts.ts'
import { startIntake } from './start-intake.ts'
import { waitForOtherLead } from './wait-for-other-lead.ts'

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
  await waitForOtherLead(store, logger)
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
      const text = cleanText(redact(event.text)).slice(0, 1000)
      await store.addEvent({ ...event, text, at: new Date().toISOString() })
      logger.info({ repo: event.repo, taskId: event.task_id, detail: text }, event.kind)
    },
  }
  const intake = await startIntake(parts, url)
  closers.unshift(() => intake.close())
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
