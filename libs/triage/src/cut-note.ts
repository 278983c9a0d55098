import type { LogReading } from './read-log.ts'

/** A sentence for the summary when the log was longer than what was read of it; else nothing. */
export function cutNote({ isCut, bytes, lines }: LogReading): string {
  return isCut ? ` The log was cut after ${bytes} bytes and ${lines} lines.` : ''
}
