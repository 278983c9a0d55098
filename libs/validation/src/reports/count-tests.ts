import type { ReportFormat, TestCounts } from '@millwright/protocol'
import { countGo, countJest, countRspec } from './count-json.ts'
import { countJunit } from './count-junit.ts'
import { countLibtest } from './count-libtest.ts'
import { countTap } from './count-tap.ts'
import { Tally } from './tally.ts'
import { TargetTests } from './target-tests.ts'

/** What the reports of one run count. */
export interface Counted {
  readonly tests: TestCounts
  /** The same over the tests that the diagnosis names. */
  readonly targets: TestCounts
  /** The tests that failed, told apart; null where they are too many. */
  readonly failed: readonly string[] | null
}

/** What an operator may name, and what only runners of ours write. */
export type KnownFormat = ReportFormat | 'libtest'

const counters: Readonly<Record<KnownFormat, (text: string, tally: Tally) => void>> = {
  junit: countJunit,
  tap: countTap,
  jest: countJest,
  go: countGo,
  rspec: countRspec,
  libtest: countLibtest,
}

/** The sum over the reports of one run; null when there is none, or one cannot be read. */
export function countTests(
  format: KnownFormat,
  texts: readonly string[],
  targets: readonly string[] = [],
): Counted | null {
  if (texts.length === 0) return null
  const tally = new Tally(new TargetTests(targets))
  try {
    for (const text of texts) counters[format](text, tally)
  } catch {
    // Strangers write these files: what is broken says nothing, and stops nothing.
    return null
  }
  return { tests: tally.counts(), targets: tally.targets(), failed: tally.failed() }
}
