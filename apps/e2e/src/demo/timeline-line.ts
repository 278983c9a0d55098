import { speakers, type TimelineEvent } from '@millwright/protocol'
import type { Story } from '../stories/story.ts'
import { oneLine } from './one-line.ts'
import type { Paint } from './paint.ts'

export interface TimelineLook {
  /** Milliseconds since 1970 at which the demo began. */
  startMs: number
  stories: readonly Pick<Story, 'id' | 'title' | 'repo'>[]
  /** The width of the terminal, in characters. */
  columns: number
  paint: Paint
}

const SPEAKER_CHARS = 8
const TEXT_CHARS_MIN = 40

/** One line of the live timeline: seconds, story, who speaks, and what it says. */
export function timelineLine(event: TimelineEvent, look: TimelineLook): string {
  const { startMs, stories, columns, paint } = look
  const seconds = ((Date.parse(event.at) - startMs) / 1000).toFixed(1).padStart(5)
  const story = storyOf(event, stories)
  const titleChars = Math.max(0, ...stories.map(({ title }) => title.length))
  const what = `${story?.id ?? ' '}  ${(story?.title ?? '').padEnd(titleChars)}`
  const speaker = speakers[event.kind].padEnd(SPEAKER_CHARS)
  const before = `${seconds} s  ${what}  ${speaker}  `
  const text = oneLine(event.text, Math.max(TEXT_CHARS_MIN, columns - before.length))
  return `${paint('dim', `${seconds} s`)}  ${what}  ${paint('cyan', speaker)}  ${text}`
}

/** Not every event names its repository as such: a notification names it in its text. */
function storyOf(event: TimelineEvent, stories: TimelineLook['stories']) {
  const named = [event.repo, event.task_id?.replace('__', '/'), event.text].join('\n')
  return stories.find(({ repo }) => named.includes(repo))
}
