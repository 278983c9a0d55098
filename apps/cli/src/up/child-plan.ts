import { resolve } from 'node:path'
import { type Config, roleEnvironment } from '@millwright/config'

/** One process to keep running. */
export interface ChildSpec {
  /** `lead`, `status`, `worker-1` ... */
  readonly name: string
  /** Arguments of Node.js: the program and its own arguments. */
  readonly argv: readonly string[]
  /** All that it may see of the environment. */
  readonly env: Readonly<Record<string, string>>
}

export interface PlanOptions {
  readonly workers: number
  readonly file?: string
  /** Where the status API will listen. */
  readonly statusPort: number
  /** The private server, when there is one. */
  readonly redis: { readonly url: string; readonly workerUrl: string } | null
  /** The configuration as a worker reads it. */
  readonly worker: Config
  /** Finds the program of an app. */
  readonly entryOf: (app: string) => string
}

/**
 * For a process that works now and then: left to itself V8 lets the garbage of some tasks stand,
 * which was more than 200 MB in the lead. `--optimize-for-size` keeps as little, and takes two and a
 * half times the processor time for each webhook.
 */
const SMALL_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=30']

/** What `up` starts, each with the environment and the secrets of its own role and no others. */
export function childPlan(options: PlanOptions): { service: ChildSpec[]; workers: ChildSpec[] } {
  const { redis, file } = options
  const argsOf = (app: string) => [
    options.entryOf(app),
    ...(file === undefined ? [] : ['--config', resolve(file)]),
  ]
  const leadUrl = redis === null ? {} : { REDIS_URL: redis.url }
  const service: ChildSpec[] = [
    {
      name: 'lead',
      argv: [...SMALL_HEAP, ...argsOf('lead')],
      env: { ...roleEnvironment('lead'), ...leadUrl },
    },
    {
      name: 'status',
      argv: argsOf('status'),
      env: {
        ...roleEnvironment('status'),
        ...leadUrl,
        MILLWRIGHT_STATUS_PORT: String(options.statusPort),
      },
    },
  ]
  const workers = Array.from({ length: options.workers }, (_, at) => ({
    name: `worker-${at + 1}`,
    argv: argsOf('worker'),
    env: workerEnvironment(options),
  }))
  return { service, workers }
}

/** A worker that has a Redis user of its own is not even told of the lead's. */
function workerEnvironment({ redis, worker }: PlanOptions): Record<string, string> {
  const { REDIS_URL, REDIS_URL_FILE, ...env } = roleEnvironment('worker')
  if (redis !== null) return { ...env, MILLWRIGHT_REDIS_WORKER_URL: redis.workerUrl }
  if (worker.redis.worker_url !== null) return env
  return {
    ...env,
    ...(REDIS_URL === undefined ? {} : { REDIS_URL }),
    ...(REDIS_URL_FILE === undefined ? {} : { REDIS_URL_FILE }),
  }
}
