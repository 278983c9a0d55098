import { storeKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { packTask } from './packed-task.ts'
import { sampleRecord } from './sample-record.fixture.ts'

/** Files `old-0 …`, a millisecond apart and an hour ago, without trimming on the way. */
export async function fillStore(redis: Redis, count: number): Promise<void> {
  const start = Date.now() - 3_600_000
  const steps = redis.pipeline()
  for (let n = 0; n < count; n += 1) {
    const name = `old-${n}`
    const { bytes } = packTask(sampleRecord(name))
    steps.set(storeKeys.task(name), bytes).incrby(keys.taskBytes, bytes.length)
    for (const index of [storeKeys.tasks, keys.byState('queued'), keys.byRepo('acme/web')]) {
      steps.zadd(index, start + n, name)
    }
  }
  await steps.exec()
}
