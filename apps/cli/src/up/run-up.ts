import { type Config, configWarnings, type Role, secretsOf } from '@millwright/config'
import { createLogger, createRedactor } from '@millwright/logger'
import { exitCode } from '../exit-code.ts'
import { appEntry } from '../installation.ts'
import { readAllRoles } from '../read-all-roles.ts'
import { statusUrl } from '../status-client.ts'
import { writeLine } from '../write-out.ts'
import { type ChildSpec, childPlan } from './child-plan.ts'
import { freePort } from './free-port.ts'
import { holdDataDir } from './hold-data-dir.ts'
import { lineWriter } from './line-writer.ts'
import { stopSignals } from './stop-signals.ts'
import { SupervisedProcess } from './supervised-process.ts'
import { SupervisedRedis } from './supervised-redis.ts'
import { waitUntilReady } from './wait-until-ready.ts'
import { writeNoSandbox } from './write-no-sandbox.ts'

/** What lead and status get to close their connections; a worker has its own grace besides. */
const CLOSE_MS_MAX = 10_000

export interface UpOptions {
  readonly workers: number
  readonly file?: string
  /** Finds the program of an app; the installed one unless told. */
  readonly entryOf?: (app: string) => string
}

/** Runs the service until a signal ends it; resolves with the exit code. */
export async function runUp(options: UpOptions): Promise<number> {
  const { workers, file, entryOf = (app) => appEntry(`${app}/dist/main.js`) } = options
  const configs = readAllRoles(file)
  const { cli } = configs
  const redact = createRedactor(Object.values(configs).flatMap(secretsOf))
  const logger = createLogger({ name: 'up', level: cli.log.level, redact })
  for (const warning of warningsOf(configs)) logger.warn({ warning }, 'configuration')
  if (configs.worker.sandbox.mode === 'none') writeNoSandbox()
  const held = await holdDataDir(cli.data_dir)
  const stop = stopSignals()
  const giveUp = (what: string) => {
    logger.fatal({ what }, 'the service stops: this does not get better by itself')
    stop.now(exitCode.error)
  }
  const redis =
    cli.redis.url === null
      ? await SupervisedRedis.open({
          dataDir: cli.data_dir,
          logger,
          onGivenUp: () => giveUp('redis'),
        })
      : null
  // Made a moment ago, these passwords are in no configuration.
  for (const url of redis === null ? [] : [redis.url, redis.workerUrl]) {
    redact.add(new URL(url).password)
  }
  const statusPort = cli.status.port === 0 ? await freePort(cli.status.host) : cli.status.port
  const plan = childPlan({
    workers,
    statusPort,
    redis,
    worker: configs.worker,
    entryOf,
    ...(file === undefined ? {} : { file }),
  })
  const watch = { logger, onLine: lineWriter(redact), onGivenUp: (c: ChildSpec) => giveUp(c.name) }
  const service = plan.service.map((spec) => new SupervisedProcess(spec, watch))
  const crew = plan.workers.map((spec) => new SupervisedProcess(spec, watch))

  const url = statusUrl(cli.status.host, statusPort)
  const { token } = cli.status
  const leadPid = () => service.find(({ spec }) => spec.name === 'lead')?.pid ?? null
  const isReady = await waitUntilReady({ url, token, workers, leadPid }, stop.signal)
  if (isReady) writeLine(`millwright is up: ${url}/`)
  const code = await stop.asked
  stop.onSecond(() => {
    for (const child of [...crew, ...service]) child.kill()
  })
  logger.info({ code }, 'stopping')
  const graceMs = configs.worker.worker.grace_seconds * 1_000 + CLOSE_MS_MAX
  await Promise.all(crew.map((child) => child.stop(graceMs)))
  await Promise.all(service.map((child) => child.stop(CLOSE_MS_MAX)))
  await redis?.close()
  held.release()
  return code
}

function warningsOf(configs: Record<Role, Config>): Set<string> {
  return new Set(Object.values(configs).flatMap(configWarnings))
}
