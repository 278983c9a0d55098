import { LINE_BYTES_MAX } from '../limits.ts'
import type { LogReading } from '../match/log-reading.ts'

/** Sentences for the summary about what of the log was not read; empty when all of it was. */
export function cutNote({ isCut, bytes, lines, cutLines }: LogReading): string {
  const log = isCut ? ` The log was cut after ${bytes} bytes and ${lines} lines.` : ''
  if (cutLines === 0) return log
  const which = cutLines === 1 ? '1 line was' : `${cutLines} lines were`
  return `${log} ${which} cut after ${LINE_BYTES_MAX} bytes.`
}
