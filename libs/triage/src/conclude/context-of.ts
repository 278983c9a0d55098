import type { Hit, Line, Step } from '../steps/log-step.ts'

/** The lines around a hit that its own step printed: the next step tells of something else. */
export function contextOf(hit: Hit, step: Step): { before: Line[]; after: Line[] } {
  const isOwn = ({ number }: Line) => number >= step.firstLine && number <= step.lastLine
  return { before: hit.before.filter(isOwn), after: hit.after.filter(isOwn) }
}
