import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPrivateRedis } from '@millwright/redis'
import { startWorld, type World, type WorldOptions } from '../demo/world.ts'
import type { Story } from '../stories/story.ts'

/** A world of its own for one test file; `close` removes everything it kept. */
export interface TestWorld extends World {
  /** Addresses of the service's own Redis: the lead's, and the one that workers are given. */
  redis: { url: string; workerUrl: string }
  /** What the service reads from its secret files. */
  credentials: Record<'privateKey' | 'webhookSecret' | 'statusToken' | 'modelKey', string>
}

/** Starts the whole service around the given stories, in a folder with a space in its name. */
export async function startTestWorld(
  stories: readonly Story[],
  settings: WorldOptions['settings'] = {},
  workers = 1,
): Promise<TestWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'millwright test '))
  const world = await startWorld({ stories, dir, workers, settings })
  const redis = await findPrivateRedis(join(dir, 'data'))
  if (redis === null) throw new Error('the service runs without its private Redis')
  const secret = (name: string) => readFile(join(dir, 'secrets', name), 'utf8')
  return {
    ...world,
    redis,
    credentials: {
      privateKey: await secret('app.pem'),
      webhookSecret: await secret('webhook'),
      statusToken: await secret('status'),
      modelKey: await secret('model'),
    },
    close: async () => {
      await world.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
