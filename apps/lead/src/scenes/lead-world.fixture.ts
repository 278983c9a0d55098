import { fileURLToPath } from 'node:url'
import type { OutgoingJob } from '@millwright/queue'
import { openQueues, workDeliveries } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { loadPrompts } from '@millwright/template'
import { logSink, startTestRedis, waitFor } from '@millwright/testing'
import { builtinRules } from '@millwright/triage'
import { createScene, type Scene, type SceneWish } from './scene.fixture.ts'

const promptsDir = fileURLToPath(new URL('../../../../prompts', import.meta.url))

/** Redis, queues, rules and prompts: what the scenes of one test file share. */
export async function openLeadWorld() {
  const server = await startTestRedis()
  const logs = logSink()
  const { logger } = logs
  const redis = connectRedis({ url: server.url, name: 'lead-test' })
  // No test here takes Redis' power away, and waiting for the disk at each write takes its time.
  await redis.config('SET', 'appendfsync', 'no')
  const queues = openQueues({ url: server.url, redis, logger })
  const [rules, prompts] = [await builtinRules(), await loadPrompts(promptsDir)]
  const jobs: OutgoingJob[] = []
  const handle = async (job: OutgoingJob) => void jobs.push(job)
  const collector = workDeliveries({ url: server.url, logger, concurrency: 1, handle })
  let scene: Scene | null = null

  /** What was queued for the outside since the last call: each job once, as the queue keeps it. */
  async function takeOutgoing(): Promise<OutgoingJob[]> {
    const isIdle = async () => {
      const { waiting, active, delayed } = (await queues.depths()).deliveries
      return waiting + active + delayed === 0
    }
    await waitFor(isIdle, { what: 'an idle queue of deliveries', everyMs: 2 })
    return jobs.splice(0)
  }

  return {
    redisUrl: server.url,
    logs,
    redis,
    queues,
    rules,
    prompts,
    takeOutgoing,
    /** Empties Redis and makes a GitHub with nothing but one repository in it. */
    begin: async (wish: SceneWish = {}): Promise<Scene> => {
      await scene?.close()
      await takeOutgoing()
      await redis.flushdb()
      scene = await createScene({ redis, queues, rules, prompts, logger, takeOutgoing }, wish)
      return scene
    },
    close: async () => {
      await scene?.close()
      await collector.close()
      await queues.close()
      redis.disconnect()
      await server.stop()
    },
  }
}

export type LeadWorld = Awaited<ReturnType<typeof openLeadWorld>>
