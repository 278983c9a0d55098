import { channels, sharedKeys, storeKeys, workerKeys } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'

export interface OrderCheck {
  /** How many messages came on each channel. */
  heard: Map<string, number>
  /** What was announced before it was stored, one sentence each. */
  problems: string[]
  close(): Promise<void>
}

/** Listens to every channel and looks at once whether what is announced has been stored. */
export async function checkOrder(url: string): Promise<OrderCheck> {
  const [subscriber, redis] = [
    connectRedis({ url, name: 'ear' }),
    connectRedis({ url, name: 'eye' }),
  ]
  const heard = new Map<string, number>()
  const problems: string[] = []
  const isStored = async (channel: string, text: string) => {
    const taskId = field(text, 'task_id')
    const streamId = field(text, 'stream_id')
    if (streamId !== '') {
      return (await redis.xrange(workerKeys.reports, streamId, streamId)).length === 1
    }
    if (channel === channels.control) return (await redis.exists(sharedKeys.cancel(taskId))) === 1
    const [record, jobs] = await Promise.all([
      redis.exists(storeKeys.task(taskId)),
      redis.keys(`millwright:tasks:*${taskId}.*`),
    ])
    return record === 1 && jobs.length > 0
  }
  subscriber.on('pmessage', (_pattern: string, channel: string, text: string) => {
    heard.set(channel, (heard.get(channel) ?? 0) + 1)
    isStored(channel, text).then(
      (stored) => stored || problems.push(`${channel} rang first: ${text}`),
      (error: unknown) => problems.push(`${channel}: ${String(error)}`),
    )
  })
  await subscriber.psubscribe('agent:*')
  return {
    heard,
    problems,
    close: async () => {
      await Promise.all([subscriber.quit(), redis.quit()])
    },
  }
}

function field(text: string, name: string): string {
  const message: unknown = JSON.parse(text)
  const values = Object.entries(message ?? {})
  return String(values.find(([key]) => key === name)?.[1] ?? '')
}

/** Cuts every subscriber off, again and again, so that no doorbell is heard. */
export function silenceDoorbells(url: string): { close(): void } {
  const redis = connectRedis({ url, name: 'silence' })
  const cut = () => void redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub').catch(() => undefined)
  const timer = setInterval(cut, 20)
  return {
    close: () => {
      clearInterval(timer)
      redis.disconnect()
    },
  }
}
