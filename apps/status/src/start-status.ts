import { servesThisMachineAlone } from '@millwright/config'
import { openQueues } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { createAccess } from './access/create-access.ts'
import { createServer } from './create-server.ts'
import type { StatusParts } from './status-parts.ts'

export interface StatusOptions
  extends Pick<StatusParts, 'config' | 'redact' | 'logger' | 'version'> {
  readonly redisUrl: string
}

/** Opens the parts of the status service and listens; closes them in reverse order. */
export async function startStatus(options: StatusOptions) {
  const { redisUrl, config, logger } = options
  const redis = connectRedis({ url: redisUrl, name: 'status', logger })
  const queues = openQueues({ url: redisUrl, redis, logger })
  const access = createAccess(config.status)
  const store = createStore(redis)
  const server = await createServer({ ...options, access, redis, store, queues })
  const { host, port } = config.status
  const address = await server.listen({ host, port })
  const reading = servesThisMachineAlone(config.status) ? 'anybody on this machine' : 'with a token'
  logger.info({ address, reading }, 'status page and API are up')
  return {
    address,
    close: async () => {
      await server.close()
      await queues.close()
      redis.disconnect()
    },
  }
}
