import type { Rule } from './rule.ts'
import { whyReportOnly } from './why-report-only.ts'

const act = (reason: string) => ({ answer: 'act' as const, reason })

/** What objects to nothing, and is kept because it shapes what is done. */
export const notes: readonly Rule[] = [
  {
    name: 'attempts',
    check: (f) => act(`${f.attemptsUsed} of ${f.attemptsMax} attempts are used up`),
  },
  {
    name: 'budget',
    check: (f) => (f.overdraft ? act(f.overdraft.reason) : null),
  },
  {
    name: 'mode',
    check: (f) => act(whyReportOnly(f) ?? modes[f.repository?.mode ?? 'off']),
  },
]

const modes = {
  off: 'mode off: nothing is done',
  report: 'mode report: no code is edited',
  staged: 'mode staged: a patch waits for a person',
  auto: 'mode auto: a patch is pushed when proof and gate allow it',
} as const
