// The status service in a process of its own, as `millwright up` runs it: prints its address.
import { tmpdir } from 'node:os'
import { startStatus } from '../../apps/status/src/start-status.ts'
import { loadConfig } from '../../libs/config/src/index.ts'
import { createRedactor } from '../../libs/logger/src/index.ts'
import { logSink } from '../../libs/testing/src/index.ts'

const [redisUrl = ''] = process.argv.slice(2)
const env = { MILLWRIGHT_STATUS_PORT: '0' }
const status = await startStatus({
  config: loadConfig({ role: 'status', env, cwd: tmpdir() }),
  redisUrl,
  redact: createRedactor(['a secret that stands nowhere']),
  logger: logSink().logger,
  version: '0.0.0',
})
process.send?.(status.address)
