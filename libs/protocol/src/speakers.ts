import type { TimelineEvent } from './worker-status.ts'

/** Who speaks in a line of the timeline, for people. */
export const speakers: Readonly<Record<TimelineEvent['kind'], string>> = {
  // What GitHub delivers to us; our answer to it is `github`, and its kinds are on record so.
  delivery: 'GitHub',
  diagnosis: 'triage',
  decision: 'decision',
  task: 'task',
  report: 'worker',
  gate: 'gate',
  github: 'delivery',
  notify: 'person',
  prompts: 'prompts',
  rules: 'rules',
}
