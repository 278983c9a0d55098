import { z } from 'zod'

/** The part of vitest's JSON report that we count. */
export const TestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})
export type TestReport = z.infer<typeof TestReport>

export interface TestCount {
  readonly passed: number
  readonly failed: number
  /** Skipped, to do or left out by `only`: none of them proves anything. */
  readonly notRun: number
}

/** A file that fails without a failing test (it cannot be loaded, say) counts as one failure. */
export function countTests(report: TestReport): TestCount {
  let [passed, failed, notRun] = [0, 0, 0]
  for (const file of report.testResults) {
    const failedInFile = file.assertionResults.filter((test) => test.status === 'failed').length
    const passedInFile = file.assertionResults.filter((test) => test.status === 'passed').length
    passed += passedInFile
    failed += file.status === 'failed' ? Math.max(1, failedInFile) : failedInFile
    notRun += file.assertionResults.length - passedInFile - failedInFile
  }
  return { passed, failed, notRun }
}
