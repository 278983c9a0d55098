import { tmpdir } from 'node:os'
import { type Config, loadConfig } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { openQueues, type Queues } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { createStore, type Store } from '@millwright/store'
import { type LogSink, logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import type { Redis } from 'ioredis'
import { startStatus } from './start-status.ts'

export const TOKEN = 'operator-token-for-tests'
/** A value that the redactor of the service under test knows as a secret. */
export const CANARY = 'canary-value-8f3a'
/** Another one, which reads otherwise in markup. */
export const MARKED_CANARY = 'marked&<"canary-51c7'

export interface StatusUnderTest {
  readonly url: string
  readonly server: TestRedis
  readonly redis: Redis
  readonly store: Store
  readonly queues: Queues
  readonly log: LogSink
  get(path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/**
 * The real service on a free port over a Redis of its own, with an operator token unless told.
 * Without settings the configuration is taken as it is: a copy would not know its origins.
 */
export async function startStatusUnderTest(
  settings: Partial<Config['status']> | null = {},
  config: Config = loadConfig({ role: 'status', env: {}, cwd: tmpdir() }),
): Promise<StatusUnderTest> {
  const own = { ...config.status, port: 0, token: TOKEN, ...settings }
  const server = await startTestRedis()
  const log = logSink()
  const redis = connectRedis({ url: server.url, name: 'test' })
  const queues = openQueues({ url: server.url, redis, logger: log.logger })
  const status = await startStatus({
    config: settings === null ? config : { ...config, status: own },
    redisUrl: server.url,
    redact: createRedactor([CANARY, MARKED_CANARY]),
    logger: log.logger,
    version: '1.2.3',
  })
  const isReady = async () => (await fetch(`${status.address}/ready`)).status === 200
  await waitFor(isReady, { what: 'the service' })
  return {
    url: status.address,
    server,
    redis,
    store: createStore(redis),
    queues,
    log,
    get: (path, init) => fetch(`${status.address}${path}`, init),
    close: async () => {
      await status.close()
      await queues.close()
      redis.disconnect()
      await server.stop()
    },
  }
}
