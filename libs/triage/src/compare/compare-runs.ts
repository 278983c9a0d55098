import { byStrength, type Cause } from './find-causes.ts'

/** What became of a cause from one run to the next. */
export type ComparedCause = Cause & { state: 'new' | 'unchanged' | 'gone' }

const order: Record<ComparedCause['state'], number> = { new: 0, unchanged: 1, gone: 2 }

/**
 * Compares the causes of two runs by their fingerprints, so that moved lines, other numbers and
 * another order make no difference. New ones first, then those that stayed, then those that are
 * gone; of each the strongest first. Lines are those of the newer run where the cause is in it.
 */
export function compareRuns(old: readonly Cause[], now: readonly Cause[]): ComparedCause[] {
  const before = new Set(old.map(({ fingerprint }) => fingerprint))
  const after = new Set(now.map(({ fingerprint }) => fingerprint))
  const rows = new Map<string, ComparedCause>()
  for (const cause of now) {
    const state = before.has(cause.fingerprint) ? 'unchanged' : 'new'
    if (!rows.has(cause.fingerprint)) rows.set(cause.fingerprint, { ...cause, state })
  }
  for (const cause of old) {
    if (after.has(cause.fingerprint) || rows.has(cause.fingerprint)) continue
    rows.set(cause.fingerprint, { ...cause, state: 'gone' })
  }
  return [...rows.values()].sort((a, b) => order[a.state] - order[b.state] || byStrength(a, b))
}
