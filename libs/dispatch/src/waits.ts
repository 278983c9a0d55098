import type { Rule } from './rule.ts'

/** What is kept of GitHub's hourly calls to bring to its end what has begun. */
export const CALLS_RESERVE = 0.1

/** What holds a red job up for a while; the lead asks again. */
export const waits: readonly Rule[] = [
  {
    name: 'paused',
    check: (f) => (f.paused === null ? null : wait(f.paused)),
  },
  {
    name: 'quiet-hours',
    check: (f) =>
      f.isQuiet && !f.isDefaultBranch
        ? wait('it is within the quiet hours of the repository')
        : null,
  },
  {
    name: 'rate-budget',
    check: (f) =>
      f.callsLeft !== null && f.callsLeft < CALLS_RESERVE
        ? wait('less than a tenth of the calls is left that GitHub allows in this hour')
        : null,
  },
  {
    name: 'one-task-at-a-time',
    check: (f) => (f.openTask ? wait(`${f.openTask} is still at work on the same branch`) : null),
  },
]

function wait(reason: string) {
  return { answer: 'wait' as const, reason }
}
