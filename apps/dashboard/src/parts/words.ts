import type { TaskState, TaskType } from '@millwright/protocol'

/** How a word is meant: its colour and its shape say the same. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'calm'

const states: Readonly<Record<TaskState, { readonly word: string; readonly tone: Tone }>> = {
  queued: { word: 'queued', tone: 'calm' },
  running: { word: 'running', tone: 'busy' },
  reported: { word: 'reported', tone: 'busy' },
  delivering: { word: 'delivering', tone: 'busy' },
  watching: { word: 'watching CI', tone: 'busy' },
  awaiting_approval: { word: 'awaits approval', tone: 'warn' },
  resolved: { word: 'resolved', tone: 'good' },
  commented: { word: 'commented', tone: 'calm' },
  escalated: { word: 'escalated', tone: 'warn' },
  superseded: { word: 'superseded', tone: 'calm' },
  cancelled: { word: 'cancelled', tone: 'calm' },
  failed: { word: 'failed', tone: 'bad' },
}

/** All states, in the order that a task goes through them. */
export const stateNames: readonly TaskState[] = [
  ...(['queued', 'running', 'reported', 'delivering', 'watching', 'awaiting_approval'] as const),
  ...(['resolved', 'commented', 'escalated', 'superseded', 'cancelled', 'failed'] as const),
]

/** All kinds of tasks. */
export const typeNames: readonly TaskType[] = [
  ...(['fix_test_failure', 'fix_lint', 'fix_format', 'fix_types', 'fix_build'] as const),
  ...(['fix_dependency', 'fix_config', 'investigate', 'escalate'] as const),
]

export function stateWord(state: TaskState): string {
  return states[state].word
}

export function stateTone(state: TaskState): Tone {
  return states[state].tone
}

const tones: Readonly<Record<string, Tone>> = {
  ...{ FIXABLE: 'good', INVESTIGATE: 'busy', ESCALATE: 'warn' },
  ...{ pass: 'good', approval: 'warn', block: 'bad' },
  ...{ act: 'good', wait: 'busy', skip: 'calm' },
  ...{ fixed: 'good', test_change: 'warn', failed: 'bad', validation_failed: 'bad' },
  ...{ green: 'good', red: 'bad', success: 'good', failure: 'bad' },
  ...{ ok: 'good', degraded: 'warn', down: 'bad' },
}

/** The tone of a verdict, an outcome, a gate's decision or a rule's answer. */
export function toneOf(word: string): Tone {
  return tones[word] ?? 'calm'
}

/** `acme/web#7`, or the branch where there is no pull request. */
export function place(repo: string, pullRequest: number | null | undefined, branch: string) {
  return pullRequest === null || pullRequest === undefined
    ? `${repo} ${branch}`
    : `${repo}#${pullRequest}`
}

/** 0.42 USD; a price that is not known is not free. */
export function money(usd: number | null): string {
  if (usd === null) return 'price unknown'
  return `${usd < 0.1 && usd > 0 ? usd.toFixed(4) : usd.toFixed(2)} USD`
}

/** 71 %, or a dash for a share of nothing. */
export function percent(share: number | null): string {
  return share === null ? 'none yet' : `${Math.round(share * 100)} %`
}
