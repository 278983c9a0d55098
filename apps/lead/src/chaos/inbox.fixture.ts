import { PREFIX } from '@millwright/protocol'
import { Delivery } from '@millwright/queue'
import type { Scene } from '../scenes/scene.fixture.ts'

const WAITING = `${PREFIX}:inbox:wait`

/** What came to the inbox since the last call; the queue remembers the names of all that came. */
export async function takeInbox({ redis }: Scene): Promise<Delivery[]> {
  const ids = await redis.lrange(WAITING, 0, -1)
  await redis.del(WAITING)
  const texts = await Promise.all(ids.map((id) => redis.hget(`${PREFIX}:inbox:${id}`, 'data')))
  return texts.map((text) => Delivery.parse(JSON.parse(text ?? 'null'))).toReversed()
}
