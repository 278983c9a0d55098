import type { Redis } from 'ioredis'
import type { z } from 'zod'
import { StoreError } from './store-error.ts'

/** Reads one record; null when there is none. Throws a StoreError when it cannot be read. */
export async function readRecord<T>(
  redis: Redis,
  schema: z.ZodType<T>,
  name: string,
): Promise<T | null> {
  const text = await redis.get(name)
  return text === null ? null : parseRecord(schema, text, name)
}

/** Parses what is stored under `name`; throws a StoreError when this version cannot read it. */
export function parseRecord<T>(schema: z.ZodType<T>, text: string, name: string): T {
  const record = tryRecord(schema, text)
  if (record !== null) return record
  const why = `${name} cannot be read; another version of Millwright may have written it`
  throw new StoreError('MW_STORE_UNREADABLE', why)
}

/** Null for nothing and for what this version cannot read: for lists, where others go on. */
export function tryRecord<T>(schema: z.ZodType<T>, text: string | null | undefined): T | null {
  if (text === null || text === undefined) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Broken JSON and a record of another shape are the same to whoever asks.
    return null
  }
}
