import { randomBytes } from 'node:crypto'
import type { TimelineEvent } from '@millwright/protocol'
import { freePort, waitFor } from '@millwright/testing'
import type { Story } from '../stories/story.ts'
import { followEvents } from './follow-events.ts'
import { killWorkerOf } from './kill-worker-of.ts'
import type { Stage } from './stage.ts'
import { type StandIns, startStandIns } from './stand-ins.ts'
import { type Service, startService } from './start-service.ts'
import { createStatusClient, type StatusClient } from './status-client.ts'
import { waitUntilReady } from './wait-until-ready.ts'
import { writeConfig } from './write-config.ts'

const EVENT_MS_MAX = 120_000

/** Everything around Millwright: the stand-ins at the network edge, and the service itself. */
export interface World extends Stage, Omit<StandIns, 'stage' | 'credentials'> {
  service: Service
  status: StatusClient
  /** Where GitHub delivers its webhooks. */
  webhookUrl: string
  /** What an operator shows to act on the dashboard. */
  token: string
  /** Values that must never show up outside the processes that hold them. */
  secrets: readonly string[]
  /** The timeline so far. */
  events: readonly TimelineEvent[]
  /** Resolves with the first event, past or future, that fits. */
  seen(fits: (event: TimelineEvent) => boolean): Promise<TimelineEvent>
  /** Kills the worker that holds a task with SIGKILL. */
  killWorkerOf(taskId: string): Promise<void>
}

export interface WorldOptions {
  stories: readonly Story[]
  /** An empty folder; everything is kept below it. */
  dir: string
  workers: number
  onEvent?: (event: TimelineEvent) => void
  /** Laid over the configuration's top level. */
  settings?: Record<string, unknown>
  /** How long the service may take to get ready, in milliseconds; a minute unless told. */
  readyMs?: number
  /** Gives up while the service is not ready yet; its reason is thrown. */
  signal?: AbortSignal
}

/**
 * Starts the stand-ins, then the service as an operator would: `millwright up`. When that fails,
 * nothing of it is left running.
 * @throws NotReadyError with the end of the service's log.
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { stories, dir } = options
  const ports = { webhook: await freePort(), status: await freePort() }
  const { stage, credentials, ...standIns } = await startStandIns(stories, dir, ports.webhook)
  const tokens = {
    statusToken: randomBytes(20).toString('hex'),
    notifySecret: randomBytes(20).toString('hex'),
  }
  const config = await writeConfig({
    dir,
    ports,
    apiUrl: standIns.github.apiUrl,
    gitUrl: standIns.github.gitUrl,
    modelUrl: standIns.model.url,
    notifyUrl: standIns.receiver.url,
    ...credentials,
    ...tokens,
    repositories: stories,
    settings: options.settings ?? {},
  })
  const service = startService({ config, dir, workers: options.workers })
  const close = async () => {
    try {
      await service.close()
    } finally {
      await standIns.close()
    }
  }
  const status = createStatusClient(`http://127.0.0.1:${ports.status}`, tokens.statusToken)
  const isReady = () => status.isReady(options.workers)
  await waitUntilReady(isReady, { ...options, logFile: service.logFile }).catch(async (error) => {
    await close()
    throw error
  })
  const events: TimelineEvent[] = []
  const follower = followEvents(status.url, (event) => {
    events.push(event)
    options.onEvent?.(event)
  })
  const { privateKey, webhookSecret, modelKey } = credentials
  return {
    ...standIns,
    ...stage,
    service,
    status,
    token: tokens.statusToken,
    webhookUrl: `http://127.0.0.1:${ports.webhook}/webhooks/github`,
    secrets: [webhookSecret, modelKey, tokens.statusToken, ...privateKey.split('\n').slice(1, 3)],
    events,
    seen: (fits) =>
      waitFor(() => events.find(fits), { timeoutMs: EVENT_MS_MAX, what: 'a timeline event' }),
    killWorkerOf: (taskId) => killWorkerOf(status, events, taskId),
    close: async () => {
      follower.close()
      await close()
    },
  }
}
