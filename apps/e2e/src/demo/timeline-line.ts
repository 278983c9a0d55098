import type { TimelineEvent } from '@millwright/protocol'

/** One line of the live timeline. Terminal control characters in it are made harmless. */
export function timelineLine(event: TimelineEvent, startMs: number): string {
  const seconds = ((Date.parse(event.at) - startMs) / 1000).toFixed(1).padStart(6)
  const repo = (event.repo ?? '').padEnd(13)
  const text = event.text.replaceAll(/\p{Cc}+/gu, ' ')
  return `${seconds}  ${repo}  ${event.kind.padEnd(9)}  ${text.slice(0, 160)}`
}
