import { hostname } from 'node:os'
import type { Config } from '@millwright/config'
import { CALLS_RESERVE } from '@millwright/dispatch'
import { createGitHub, type GitHub } from '@millwright/github'
import type { Logger, Redactor } from '@millwright/logger'
import { openQueues } from '@millwright/queue'
import { connectRedis, redisProblems } from '@millwright/redis'
import { createStore, EVERYWHERE } from '@millwright/store'
import { createParts } from './create-parts.ts'
import { githubAuth } from './github-auth.ts'
import { holdLead } from './hold-lead.ts'
import { startIntake } from './intake/start-intake.ts'
import { openRules } from './open-rules.ts'
import { quietNow } from './quiet-now.ts'
import { openPrompts } from './rollout/open-prompts.ts'
import { spendOfAll } from './tasks/budget-of-task.ts'

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

  const { tasks, tasks_mb } = config.keep
  const store = createStore(redis, { tasks, bytes: tasks_mb * 1_000_000 })
  const hold = await holdLead(store, logger)
  closers.unshift(() => hold.release())
  const queues = openQueues({ url, logger })
  closers.unshift(() => queues.close())
  const prompts = await openPrompts({ config, store, queues, redact, logger })
  closers.unshift(() => prompts.close())
  const rules = await openRules({ config, store, queues, redact, logger })
  closers.unshift(() => rules.close())
  const { auth, mode } = githubAuth(config)
  const github = createGitHub({
    apiUrl: config.github.api_url,
    gitUrl: config.github.git_url,
    auth,
    logger,
    onSecret: redact.add,
  })
  const opened = { config, logger, redact, redis, github, store, queues }
  const parts = createParts({
    ...opened,
    prompts: prompts.current,
    rules: rules.current,
    reload: async () => {
      await Promise.all([prompts.reload(), rules.reload()])
    },
  })
  const intake = await startIntake(parts, url)
  closers.unshift(() => intake.close())
  const startedAt = new Date().toISOString()
  const beat = async () => {
    await hold.renew()
    const pauses = await store.listPauses()
    const left = fewestCalls(Object.keys(config.repositories), github)
    await store.beatLead({
      pid: process.pid,
      host: hostname(),
      started_at: startedAt,
      seen_at: new Date().toISOString(),
      paused: config.paused || pauses.some(({ scope }) => scope === EVERYWHERE),
      is_paused_by_config: config.paused,
      mode,
      github_calls_left: left,
      is_short_of_calls: left !== null && left < CALLS_RESERVE,
      github_away_since: github.awaySince(),
      quiet: quietNow(config, new Date()),
      prompts: prompts.current().hash,
      budgets: await spendOfAll(store, config),
    })
  }
  const tryBeat = () =>
    beat().catch((err: unknown) => logger.warn({ err }, 'sign of life not written'))
  await tryBeat()
  const beating = setInterval(() => void tryBeat(), BEAT_MS)
  closers.unshift(async () => clearInterval(beating))
  return {
    /** Resolves with the reason once this process must not be the lead any more. */
    lost: hold.lost,
    close: async () => {
      for (const close of closers) await close()
    },
  }
}

/** All repositories of one installation share their calls. */
function fewestCalls(repos: readonly string[], github: Pick<GitHub, 'callsLeft'>): number | null {
  const left = repos.flatMap((repo) => github.callsLeft(repo) ?? [])
  return left.length === 0 ? null : Math.min(...left)
}
