import { expect, test } from 'vitest'
import { countTests, type TestCount } from './count-tests.ts'

interface File {
  readonly status: 'passed' | 'failed'
  readonly tests: readonly string[]
}

test.each<{ name: string; files: readonly File[]; expected: TestCount }>([
  {
    name: 'tests are summed over all files',
    files: [
      { status: 'passed', tests: ['passed', 'passed'] },
      { status: 'failed', tests: ['passed', 'failed', 'failed'] },
    ],
    expected: { passed: 3, failed: 2, notRun: 0 },
  },
  {
    name: 'a file that cannot be loaded is a failure',
    files: [{ status: 'failed', tests: [] }],
    expected: { passed: 0, failed: 1, notRun: 0 },
  },
  {
    name: 'a file whose hook fails after its tests is a failure',
    files: [{ status: 'failed', tests: ['passed'] }],
    expected: { passed: 1, failed: 1, notRun: 0 },
  },
  {
    name: 'skipped and planned tests are not passed tests',
    files: [{ status: 'passed', tests: ['passed', 'skipped', 'todo', 'pending'] }],
    expected: { passed: 1, failed: 0, notRun: 3 },
  },
])('$name', ({ files, expected }) => {
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  }))

  const count = countTests({ testResults })

  expect(count).toEqual(expected)
})
