import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { readRecord } from './read-record.ts'

/** 100 repositories with 8 templates each, and the common ones. */
const TEMPLATES_MAX = 1000

/** The prompts that new tasks are made from, and why an edit of them is not in use. */
export const PromptsInUse = z.object({
  /** Of the whole set. */
  hash: z.string().max(100),
  since: z.iso.datetime(),
  /** When somebody last had the folder read again; absent when nobody has since the start. */
  reloaded_at: z.iso.datetime().optional(),
  templates: z
    .array(
      z.object({
        name: z.string().max(100),
        /** `owner__name` of the one repository that it stands for; null for all others. */
        repo: z.string().max(300).nullable().default(null),
        hash: z.string().max(100),
        description: z.string().max(500),
        serves: z.array(z.string().max(60)).max(20),
      }),
    )
    .max(TEMPLATES_MAX),
  /** The edit that was refused last; null as soon as the folder can be used. */
  refused: z
    .object({
      at: z.iso.datetime(),
      /** Null when the folder itself could not be read. */
      place: z.object({ file: z.string(), line: z.number(), column: z.number() }).nullable(),
      problem: z.string().max(1000),
    })
    .nullable(),
})
export type PromptsInUse = z.infer<typeof PromptsInUse>

export async function savePromptsInUse(redis: Redis, state: PromptsInUse): Promise<void> {
  await redis.set(keys.promptsInUse, JSON.stringify(PromptsInUse.parse(state)))
}

/** Null before a lead has loaded any. */
export function readPromptsInUse(redis: Redis): Promise<PromptsInUse | null> {
  return readRecord(redis, PromptsInUse, keys.promptsInUse)
}
