import { parseArgs } from 'node:util'
import { loadConfig, secretsOf } from '@millwright/config'
import { runMain, whenStopped } from '@millwright/exec'
import { createLogger, createRedactor } from '@millwright/logger'
import { requireUrl } from '@millwright/redis'
import { startLead } from './lead.ts'

await runMain(async (cleanWith) => {
  const stopped = whenStopped()
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  const { config: file } = values
  const config = loadConfig({ role: 'lead', ...(file === undefined ? {} : { file }) })
  const redact = createRedactor(secretsOf(config))
  cleanWith(redact)
  const logger = createLogger({ name: 'lead', level: config.log.level, redact })
  const url = requireUrl(config.redis.url)
  const lead = await startLead({ config, url, redact, logger })
  logger.info('lead is up')
  const why = await Promise.race([stopped, lead.lost])
  logger.info({ why: why instanceof Error ? why.message : why }, 'lead closes')
  await lead.close()
  if (why instanceof Error) throw why
})
