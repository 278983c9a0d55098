import type { TimelineEvent } from '@millwright/protocol'
import { oneLine } from './one-line.ts'

const TEXT_CHARS_MAX = 160

/** One line of the live timeline. Terminal control characters in it are made harmless. */
export function timelineLine(event: TimelineEvent, startMs: number): string {
  const seconds = ((Date.parse(event.at) - startMs) / 1000).toFixed(1).padStart(6)
  const repo = (event.repo ?? '').padEnd(13)
  return `${seconds}  ${repo}  ${event.kind.padEnd(9)}  ${oneLine(event.text, TEXT_CHARS_MAX)}`
}
