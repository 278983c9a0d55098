import type { ReportFormat, TestCounts } from '@millwright/protocol'
import { countGo, countJest, countRspec } from './count-json.ts'
import { countJunit } from './count-junit.ts'
import { countTap } from './count-tap.ts'

const counters: Readonly<Record<ReportFormat, (text: string) => TestCounts>> = {
  junit: countJunit,
  tap: countTap,
  jest: countJest,
  go: countGo,
  rspec: countRspec,
}

/** The sum over the reports of one run; null when there is none, or one cannot be read. */
export function countTests(format: ReportFormat, texts: readonly string[]): TestCounts | null {
  if (texts.length === 0) return null
  try {
    return texts.map(counters[format]).reduce(sum)
  } catch {
    // Strangers write these files: what is broken says nothing, and stops nothing.
    return null
  }
}

function sum(a: TestCounts, b: TestCounts): TestCounts {
  return {
    run: a.run + b.run,
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}
