import { hostname } from 'node:os'
import type { Config } from '@millwright/config'
import type { Logger, Redactor } from '@millwright/logger'
import { sharedKeys } from '@millwright/protocol'
import { claimTasks } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { cancelRequested, createReporter, onControl } from '@millwright/report'
import { sweepWorkspaces } from '@millwright/workspace'
import { startBeat } from './beat.ts'
import { modelsOf } from './models-of.ts'
import { openBreaker } from './open-breaker.ts'
import { openComparer } from './open-comparer.ts'
import { readySandbox } from './ready-sandbox.ts'
import { runTask } from './run-task.ts'
import { startTidying } from './start-tidying.ts'
import type { Pace, WorkerParts } from './worker-parts.ts'

export interface WorkerOptions {
  readonly config: Config
  readonly redisUrl: string
  readonly redact: Redactor
  readonly logger: Logger
  /** Called when nothing is claimed although tasks wait: the process should end and start afresh. */
  readonly onWedged?: () => void
  /** How long to wait for others; what is not given is as usual. */
  readonly pace?: Pace
}

/** Gives tasks back within the grace time and leaves nothing running. */
export interface RunningWorker {
  close(): Promise<void>
}

const SECOND_MS = 1000

/** Throws a WorkerError, before anything is claimed, when commands could not be held in a jail. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { config, redisUrl: url, redact, logger } = options
  const sandbox = await readySandbox(config, logger)
  await sweepWorkspaces(config.data_dir)
  const worker = `${hostname()}-${process.pid}`
  // A report waits for Redis as long as it takes: an attempt is not lost to an outage.
  const redis = connectRedis({ url, name: worker, blocking: true, logger })
  const subscriber = connectRedis({ url, name: `${worker}-control`, blocking: true, logger })
  const breaker = openBreaker(() => claims, logger, options.pace?.coolMs)
  const parts: WorkerParts = {
    config,
    fromLead: {
      cancelRequested: (taskId) => cancelRequested(redis, taskId),
      cloneToken: (repo) => redis.get(sharedKeys.cloneToken(repo)),
    },
    reporter: createReporter({ redis, worker }),
    modelFor: modelsOf(config, logger),
    breaker,
    compare: openComparer(config, logger),
    sandbox,
    redact,
    logger,
    pace: options.pace ?? {},
    running: new Map(),
  }
  const control = await onControl({
    redis: subscriber,
    onRing: (taskId) => {
      const looked = parts.running.get(taskId)?.checkControl()
      looked?.catch((err: unknown) => logger.warn({ err, taskId }, 'control flag not readable'))
    },
    logger,
  })
  const beat = startBeat(parts, worker)
  const tidying = startTidying(config, logger)
  const claims = claimTasks({
    url,
    lockMs: config.worker.lock_seconds * SECOND_MS,
    stalledMs: config.worker.stalled_seconds * SECOND_MS,
    stalledMax: config.worker.stalled_max,
    concurrency: config.worker.concurrency,
    logger,
    handle: (task, claim) => runTask(task, claim, parts),
    ...(options.onWedged === undefined ? {} : { onWedged: options.onWedged }),
    ...(options.pace?.handBackMs === undefined ? {} : { handBackMs: options.pace.handBackMs }),
  })
  if (config.model.api_key === null) logger.warn('no model key is set')
  logger.info({ worker, sandbox: sandbox.mode, model: config.model.name }, 'worker is up')
  return {
    close: async () => {
      breaker.close()
      await claims.close({ graceMs: config.worker.grace_seconds * SECOND_MS })
      await control.close()
      await tidying.close()
      subscriber.disconnect()
      // First this, because a sign of life would wait for a Redis that is away.
      redis.disconnect()
      await beat.close()
    },
  }
}
