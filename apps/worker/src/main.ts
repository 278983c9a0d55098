import { parseArgs } from 'node:util'
import { loadConfig, secretsOf } from '@millwright/config'
import { createLogger, createRedactor } from '@millwright/logger'
import { startWorker } from './start-worker.ts'
import { WorkerError } from './worker-error.ts'

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  const { config: file } = values
  const config = loadConfig({ role: 'worker', ...(file === undefined ? {} : { file }) })
  const redact = createRedactor(secretsOf(config))
  const logger = createLogger({ name: 'worker', level: config.log.level, redact })
  const redisUrl = config.redis.worker_url ?? config.redis.url
  if (redisUrl === null) {
    const why = 'No Redis is known: set redis.worker_url or REDIS_URL, or use `millwright up`.'
    throw new WorkerError('MW_NO_REDIS', why)
  }
  let close = async (): Promise<void> => undefined
  let isClosing = false
  const stop = async (why: string, exitCode = 0): Promise<void> => {
    if (isClosing) return
    isClosing = true
    logger.info({ why }, 'worker closes')
    await close()
    process.exit(exitCode)
  }
  process.once('SIGTERM', () => void stop('SIGTERM'))
  process.once('SIGINT', () => void stop('SIGINT'))
  // Without the parent nobody would ever stop this process.
  process.once('disconnect', () => void stop('the parent is gone'))
  // It may have gone while our modules were being loaded; without one, this is undefined.
  if (process.connected === false) return await stop('the parent is gone')
  const onWedged = () => void stop('no task is claimed any more', 1)
  const worker = await startWorker({ config, redisUrl, redact, logger, onWedged })
  close = () => worker.close()
}

try {
  await main()
} catch (error) {
  const code = error instanceof Error && 'code' in error ? `${error.code}: ` : ''
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${code}${message}\n`)
  process.exit(1)
}
