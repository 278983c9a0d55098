import type { Config } from '@millwright/config'
import { connectRedis, findPrivateRedis, startPrivateRedis } from '@millwright/redis'
import { CliError } from '../cli-error.ts'

/**
 * The Redis that the configuration means. The private server is started where it does not run and
 * `isStarting` says so; whoever closes it ends what was started.
 */
export async function openRedis(config: Config, isStarting: boolean) {
  const { url } = config.redis
  if (url !== null) return connected(url, async () => {})
  const running = await findPrivateRedis(config.data_dir)
  if (running !== null) return connected(running.url, async () => {})
  if (!isStarting) {
    throw new CliError(`no Redis runs for ${config.data_dir}: millwright up starts it`)
  }
  const started = await startPrivateRedis({ dataDir: config.data_dir })
  return connected(started.url, () => started.close())
}

function connected(url: string, stop: () => Promise<void>) {
  const redis = connectRedis({ url, name: 'backup' })
  return {
    redis,
    async close() {
      redis.disconnect()
      await stop()
    },
  }
}
