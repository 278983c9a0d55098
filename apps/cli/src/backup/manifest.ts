import { z } from 'zod'

/** What a backup holds, so that it can be checked before it is needed. */
export const Manifest = z.object({
  format: z.literal(1),
  made_at: z.iso.datetime(),
  /** Of the server that was copied: an older one may refuse what it wrote. */
  redis_version: z.string(),
  keys: z.number().int().min(0),
  /** SHA-256, in hex, of each file, by its path in the backup. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
})
export type Manifest = z.infer<typeof Manifest>

export const MANIFEST_FILE = 'manifest.json'
export const REDIS_FILE = 'redis.ndjson.gz'

/** One key of Redis, in the form of its own DUMP. */
export const DumpedKey = z.object({
  key: z.string(),
  /** When it expires, in milliseconds since 1970; 0 for never. */
  expires_at: z.number().int().min(0),
  /** In base64. */
  value: z.string(),
})
export type DumpedKey = z.infer<typeof DumpedKey>
