import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { Report, workerKeys } from '@millwright/protocol'
import { openQueues } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import {
  type Files,
  logSink,
  startFakeGitHub,
  startTestRedis,
  temporaryDirectory,
  waitFor,
} from '@millwright/testing'
import type { Redis } from 'ioredis'
import { MODEL_KEY, startPlays } from './script.fixture.ts'
import { type RunningWorker, startWorker, type WorkerOptions } from './start-worker.ts'

/** Can read every repository and write none. */
export const CLONE_TOKEN = 'ghp_readonlyreadonlyreadonlyreadonly0123'
const mainFile = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Redis, git server, model and queue for the tests of a file, and workers on demand. */
export async function openMill() {
  const redisServer = await startTestRedis()
  const dir = await temporaryDirectory()
  const redis = connectRedis({ url: redisServer.url, name: 'test' })
  const logs = logSink()
  const github = await startFakeGitHub({
    dir: `${dir}/github`,
    webhook: { url: 'http://127.0.0.1:9/', secret: 'none' },
    tokens: { [CLONE_TOKEN]: { login: 'reader', permissions: { contents: 'read' } } },
    ci: false,
  })
  const model = await startPlays()
  const queues = openQueues({ url: redisServer.url, redis, logger: logs.logger })
  const env = environmentOf(redisServer.url, github.gitUrl, model.url, dir)
  const config = loadConfig({ role: 'worker', env, cwd: dir })
  const workers: RunningWorker[] = []
  const children: ChildProcess[] = []
  const closeWorkers = async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    for (const worker of workers.splice(0)) await worker.close()
  }
  return {
    ...readerOf(redis),
    github,
    redis,
    redisServer,
    logs,
    model,
    queues,
    config,
    env,
    addRepository: (name: string, files: Files) => github.createRepository({ name, files }),
    startWorker: async (more: Partial<WorkerOptions> = {}) => {
      const usual = { config, redisUrl: redisServer.url, logger: logs.logger }
      const redact = createRedactor([CLONE_TOKEN])
      const worker = await startWorker({ ...usual, redact, ...more })
      workers.push(worker)
      return worker
    },
    closeWorkers,
    /** The worker as a process of its own, as an operator starts it, from its sources. */
    startProcess: (...args: readonly string[]) => {
      const child = fork(mainFile, args, {
        execArgv: ['--conditions', '@millwright/source', '--import', 'tsx'],
        env,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      children.push(child)
      return child
    },
    close: async () => {
      await closeWorkers()
      await queues.close()
      redis.disconnect()
      await github.close()
      await model.close()
      await redisServer.stop()
    },
  }
}

export type Mill = Awaited<ReturnType<typeof openMill>>

function environmentOf(redisUrl: string, gitUrl: string, modelUrl: string, dir: string) {
  return {
    MILLWRIGHT_DATA_DIR: `${dir}/data`,
    MILLWRIGHT_GITHUB_GIT_URL: gitUrl,
    MILLWRIGHT_CLONE_TOKEN: CLONE_TOKEN,
    MILLWRIGHT_MODEL_BASE_URL: modelUrl,
    ANTHROPIC_API_KEY: MODEL_KEY,
    REDIS_URL: redisUrl,
    MILLWRIGHT_WORKER_LOCK_SECONDS: '2',
    MILLWRIGHT_WORKER_STALLED_SECONDS: '0.5',
    MILLWRIGHT_WORKER_STALLED_MAX: '20',
    MILLWRIGHT_WORKER_GRACE_SECONDS: '5',
  }
}

function readerOf(redis: Redis) {
  const reports = async (taskId: string): Promise<Report[]> => {
    const entries = await redis.xrange(workerKeys.reports, '-', '+')
    const all = entries.map(([, fields]) => Report.parse(JSON.parse(fields[1] ?? '')))
    return all.filter((report) => report.task_id === taskId)
  }
  const find = (
    taskId: string,
    isSought: (report: Report, index: number) => boolean,
    what: string,
  ) => waitFor(async () => (await reports(taskId)).find(isSought), { what, timeoutMs: 60_000 })
  return {
    reports,
    /** The last report of a task. */
    ended: async (taskId: string): Promise<Report['body']> => {
      const kinds = ['completed', 'failed']
      return (await find(taskId, (r) => kinds.includes(r.body.kind), `the end of ${taskId}`)).body
    },
    /** Waits for progress `step: text`, later than the first reports if told. */
    progressed: (taskId: string, text: RegExp, later = 0) =>
      find(
        taskId,
        ({ body }, index) =>
          index >= later && body.kind === 'progress' && text.test(`${body.step}: ${body.text}`),
        `${text} of ${taskId}`,
      ),
  }
}
