import { TRANSCRIPT_BYTES_MAX, Transcript, workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { readJson } from './read-json.ts'

/**
 * What a model said and did about a task; null when none has worked on it, when it is no longer
 * kept, and when a worker has left something else in its place.
 */
export async function readTranscript(redis: Redis, taskId: string): Promise<Transcript | null> {
  const key = workerKeys.transcript(taskId)
  if ((await redis.strlen(key)) > TRANSCRIPT_BYTES_MAX) return null
  const { success, data } = Transcript.safeParse(readJson(await redis.get(key)))
  return success ? data : null
}
