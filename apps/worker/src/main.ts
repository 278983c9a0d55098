import { parseArgs } from 'node:util'
import { loadConfig, secretsOf } from '@millwright/config'
import { runMain, whenStopped } from '@millwright/exec'
import { createLogger, createRedactor } from '@millwright/logger'
import { requireUrl } from '@millwright/redis'
import { startWorker } from './start-worker.ts'
import { WorkerError } from './worker-error.ts'

await runMain(async (cleanWith) => {
  const stopped = whenStopped()
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  const { config: file } = values
  const config = loadConfig({ role: 'worker', ...(file === undefined ? {} : { file }) })
  const redact = createRedactor(secretsOf(config))
  cleanWith(redact)
  const logger = createLogger({ name: 'worker', level: config.log.level, redact })
  const redisUrl = requireUrl(config.redis.worker_url ?? config.redis.url)

  let wedge = (): void => undefined
  const wedged = new Promise<null>((resolve) => {
    wedge = () => resolve(null)
  })
  const worker = await startWorker({ config, redisUrl, redact, logger, onWedged: wedge })
  const why = await Promise.race([stopped, wedged])
  logger.info({ why: why ?? 'no task is claimed any more' }, 'worker closes')
  await worker.close()
  if (why === null) throw new WorkerError('MW_WEDGED', 'Tasks wait and none is claimed.')
})
