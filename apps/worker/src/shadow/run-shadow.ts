import type { Config } from '@millwright/config'
import type { Logger, Redactor } from '@millwright/logger'
import type { ReportBody, TaskResult } from '@millwright/protocol'
import { Breaker } from '../breaker.ts'
import { modelsOf } from '../models-of.ts'
import { openComparer } from '../open-comparer.ts'
import { readySandbox } from '../ready-sandbox.ts'
import { runTask } from '../run-task.ts'
import { WorkerError } from '../worker-error.ts'
import type { WorkerParts } from '../worker-parts.ts'
import { memoryReporter } from './memory-reporter.ts'
import type { ShadowOrder } from './shadow-order.ts'

/** How long a provider that is away is waited for: somebody sits in front of it. */
const OUTAGE_MS_MAX = 60_000

export interface ShadowOptions {
  readonly config: Config
  readonly redact: Redactor
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly onReport: (body: ReportBody) => void
}

/**
 * Works on a task as a worker does, and hands the result to its caller and to nobody else. It is
 * given no way to Redis, where a lead would read a report, and no credential that can write to
 * GitHub, so it cannot publish anything, whatever the model or the repository does.
 * Throws WorkerError when the attempt came to no result.
 */
export async function runShadow(order: ShadowOrder, options: ShadowOptions): Promise<TaskResult> {
  const { redact, logger, signal, onReport } = options
  const config = configFor(options.config, order)
  const parts: WorkerParts = {
    config,
    fromLead: { cancelRequested: async () => null, cloneToken: async () => null },
    reporter: memoryReporter(onReport),
    modelFor: modelsOf(config, logger),
    breaker: new Breaker({ onAway: () => undefined, onTry: () => undefined }),
    compare: openComparer(config, logger),
    sandbox: await readySandbox(config, logger),
    redact,
    logger,
    pace: { outageMsMax: OUTAGE_MS_MAX },
    running: new Map(),
  }
  const { model: _ofTemplate, ...task } = order.task
  const given = order.model === undefined ? order.task : task
  const result = await runTask(given, { signal, attempt: 1, attemptsMax: 1 }, parts)
  if (result !== 'hand-back') return result
  throw new WorkerError('MW_SHADOW', 'It was stopped, or the model did not answer.')
}

/** The addresses of Redis are left out, and the model is the one that was asked for. */
function configFor(config: Config, { model }: ShadowOrder): Config {
  return {
    ...config,
    redis: { ...config.redis, url: null, worker_url: null },
    model: { ...config.model, ...(model !== undefined && { name: model }) },
  }
}
