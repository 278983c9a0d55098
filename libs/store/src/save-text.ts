import { deflateRawSync } from 'node:zlib'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { TEXT_KEEP_SECONDS } from './limits.ts'
import type { PackedTask } from './packed-task.ts'

/** Keeps the text that tasks share, for longer than any of them; do it before they are written. */
export async function saveText(redis: Redis, shared: PackedTask['system']): Promise<void> {
  if (shared === null) return
  const bytes = deflateRawSync(shared.text)
  await redis.set(keys.text(shared.hash), bytes, 'EX', TEXT_KEEP_SECONDS)
}
