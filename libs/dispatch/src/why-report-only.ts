import type { Facts } from './facts.ts'

/** Why the diagnosis is all that people get, in a sentence; null where a worker is set on it. */
export function whyReportOnly({ repository, pull, verdict }: Facts): string | null {
  const rest = 'the diagnosis is commented, and no code is edited'
  if (pull?.isFork) return `the head belongs to a fork: ${rest}`
  return repository?.mode === 'report' && verdict === 'FIXABLE' ? `mode report: ${rest}` : null
}
