import { z } from 'zod'

/** The names of the forms in which test runners report to machines. */
export const ReportFormat = z.enum(['junit', 'tap', 'jest', 'go', 'rspec'])
export type ReportFormat = z.infer<typeof ReportFormat>

const count = z.number().int().min(0)

/** What a test runner's own report of one run counts; never taken from words in the output. */
export const TestCounts = z.object({
  /** Passed and failed together: a test that was skipped has not run. */
  run: count,
  passed: count,
  failed: count,
  skipped: count,
})
export type TestCounts = z.infer<typeof TestCounts>
