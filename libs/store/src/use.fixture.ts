import type { PromptUse } from './prompt-uses.ts'

/** A task that was resolved at its first attempt, unless something else is said. */
export function sampleUse(change: Partial<PromptUse> = {}): PromptUse {
  return {
    task_id: 't',
    state: 'resolved',
    opened_at: '2026-01-01T00:00:00.000Z',
    ended_at: '2026-01-01T00:10:00.000Z',
    is_first: true,
    ci: 'green',
    gate: 'pass',
    is_cheat: false,
    is_rejected: false,
    is_reverted: false,
    usd: 0.5,
    ...change,
  }
}

export const escalated = { state: 'escalated', ci: null, gate: null } as const
