import type { TimelineEvent } from '@millwright/protocol'

/** As in the protocol, of which a page can take types alone; a test holds the two together. */
export const speakers: Readonly<Record<TimelineEvent['kind'], string>> = {
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
