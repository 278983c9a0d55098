import { TRANSCRIPT_BYTES_MAX, type Transcript, workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { TRANSCRIPT_TTL_SECONDS, TRANSCRIPTS_MAX } from './limits.ts'
import { transcriptScript } from './scripts.ts'

/** What is known of a transcript before it is cut to size. */
type Whole = Omit<Transcript, 'left_out' | 'turns'> & {
  readonly turns: readonly Transcript['turns'][number][]
}

/** Writes a transcript, and takes away the oldest ones over TRANSCRIPTS_MAX. */
export async function saveTranscript(redis: Redis, taskId: string, whole: Whole): Promise<void> {
  const { epoch, at } = whole
  const names = [
    workerKeys.epoch(taskId),
    workerKeys.transcript(taskId),
    workerKeys.transcripts,
  ] as const
  const kept = [TRANSCRIPT_TTL_SECONDS, Date.parse(at), taskId, TRANSCRIPTS_MAX] as const
  const text = JSON.stringify(withinBytes(whole))
  const removed = await redis.eval(transcriptScript, 3, ...names, epoch, text, ...kept)
  const old = Array.isArray(removed) ? removed.filter((_, at) => at % 2 === 0).map(String) : []
  if (old.length > 0) await redis.del(...old.map(workerKeys.transcript))
}

/** The newest turns that fit into TRANSCRIPT_BYTES_MAX; they say more than the first ones. */
function withinBytes({ turns, ...rest }: Whole): Transcript {
  const empty: Transcript = { ...rest, left_out: turns.length, turns: [] }
  let bytes = Buffer.byteLength(JSON.stringify(empty))
  let from = turns.length
  for (const turn of turns.toReversed()) {
    bytes += Buffer.byteLength(JSON.stringify(turn)) + 1
    if (bytes > TRANSCRIPT_BYTES_MAX) break
    from -= 1
  }
  return { ...empty, left_out: from, turns: turns.slice(from) }
}
