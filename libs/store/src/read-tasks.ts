import { inflateRawSync } from 'node:zlib'
import { storeKeys, type TaskRecord } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { PAGE, RECORD_BYTES_MAX } from './limits.ts'
import { unpackTask } from './packed-task.ts'
import { StoreError } from './store-error.ts'

/** One task; null when there is none. Throws a StoreError when this version cannot read it. */
export async function readTask(redis: Redis, taskId: string): Promise<TaskRecord | null> {
  const bytes = await redis.getBuffer(storeKeys.task(taskId))
  return bytes === null ? null : parseTask(redis, taskId, bytes)
}

/** The record that these bytes are. Throws a StoreError when this version cannot read it. */
export async function parseTask(redis: Redis, taskId: string, bytes: Buffer): Promise<TaskRecord> {
  const [record] = await unpackAll(redis, [bytes])
  if (record) return record
  const name = storeKeys.task(taskId)
  const why = `${name} cannot be read; another version of Millwright may have written it`
  throw new StoreError('MW_STORE_UNREADABLE', why)
}

/** The records behind names, in the same order; missing and unreadable ones are left out. */
export async function readTasks(redis: Redis, names: readonly string[]): Promise<TaskRecord[]> {
  const found: TaskRecord[] = []
  for (let from = 0; from < names.length; from += PAGE) {
    const page = names.slice(from, from + PAGE).map(storeKeys.task)
    const texts = await redis.mgetBuffer(page)
    found.push(...(await unpackAll(redis, texts)).filter((record) => record !== null))
  }
  return found
}

/** Null for what is missing or cannot be read: its bytes, or the system part that it shares. */
async function unpackAll(redis: Redis, all: readonly (Buffer | null)[]) {
  const unpacked = all.map((bytes) => (bytes === null ? null : unpackTask(bytes)))
  const hashes = [...new Set(unpacked.flatMap((one) => one?.system ?? []))]
  const texts = hashes.length === 0 ? [] : await redis.mgetBuffer(hashes.map(keys.text))
  const shared = new Map(hashes.map((hash, at) => [hash, texts[at] ?? null]))
  return unpacked.map((one) => {
    if (one === null || one.system === null) return one?.record ?? null
    const bytes = shared.get(one.system) ?? null
    if (bytes === null) return null
    const limit = { maxOutputLength: RECORD_BYTES_MAX }
    const system = String(inflateRawSync(bytes, limit))
    return { ...one.record, task: { ...one.record.task, system } }
  })
}
