import { loadConfig, secretsOf } from '@millwright/config'
import { createLogger, createRedactor } from '@millwright/logger'
import { startLead } from './lead.ts'
import { NoRedisError } from './no-redis-error.ts'

const fileFlag = process.argv.indexOf('--config')
const file = fileFlag > 0 ? process.argv[fileFlag + 1] : undefined
const config = loadConfig({ role: 'lead', ...(file !== undefined && { file }) })
const logger = createLogger({
  name: 'lead',
  level: config.log.level,
  redact: createRedactor(secretsOf(config)),
})
const { url } = config.redis
if (url === null) throw new NoRedisError()

const lead = await startLead(config, url, logger)
logger.info('lead is up')

let isClosing = false
async function stop(why: string): Promise<void> {
  if (isClosing) return
  isClosing = true
  logger.info({ why }, 'lead closes')
  await lead.close()
  process.exit(0)
}
process.once('SIGTERM', () => void stop('SIGTERM'))
process.once('SIGINT', () => void stop('SIGINT'))
process.once('disconnect', () => void stop('the parent is gone'))
