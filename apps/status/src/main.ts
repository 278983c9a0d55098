import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfig, secretsOf } from '@millwright/config'
import { runMain, whenStopped } from '@millwright/exec'
import { createLogger, createRedactor } from '@millwright/logger'
import { requireUrl } from '@millwright/redis'
import { z } from 'zod'
import { startStatus } from './start-status.ts'

await runMain(async (cleanWith) => {
  const stopped = whenStopped()
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  const { config: file } = values
  const config = loadConfig({ role: 'status', ...(file === undefined ? {} : { file }) })
  const redact = createRedactor(secretsOf(config))
  cleanWith(redact)
  const logger = createLogger({ name: 'status', level: config.log.level, redact })
  const status = await startStatus({
    config,
    redisUrl: requireUrl(config.redis.url),
    redact,
    logger,
    version: readVersion(),
  })
  const why = await stopped
  logger.info({ why }, 'status closes')
  await status.close()
})

function readVersion(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version
}
