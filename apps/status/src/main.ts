import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfig, secretsOf } from '@millwright/config'
import { createLogger, createRedactor } from '@millwright/logger'
import { z } from 'zod'
import { startStatus } from './start-status.ts'

const { values } = parseArgs({ options: { config: { type: 'string' } } })
const config = loadConfig({
  role: 'status',
  ...(values.config === undefined ? {} : { file: values.config }),
})
const redact = createRedactor(secretsOf(config))
const logger = createLogger({ name: 'status', level: config.log.level, redact })
const redisUrl = config.redis.url
if (redisUrl === null) throw new Error('set redis.url or REDIS_URL: `millwright up` does so')
const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest))

const status = await startStatus({ settings: config.status, redisUrl, redact, logger, version })

let isClosing = false
async function stop(why: string): Promise<void> {
  if (isClosing) return
  isClosing = true
  logger.info({ why }, 'status closes')
  await status.close()
  process.exit(0)
}
process.once('SIGTERM', () => void stop('SIGTERM'))
process.once('SIGINT', () => void stop('SIGINT'))
// Without the parent nobody would ever stop this process.
process.once('disconnect', () => void stop('the parent is gone'))
