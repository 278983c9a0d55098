import type { TestCounts } from '@millwright/protocol'
import { z } from 'zod'
import { type Mark, Tally } from './tally.ts'

const marks: Readonly<Record<string, Mark>> = { passed: 'passed', failed: 'failed' }

const Jest = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string() })) })),
})

/** The JSON of Jest, which Vitest writes as well. @throws Error for anything else. */
export function countJest(text: string): TestCounts {
  const { testResults } = Jest.parse(JSON.parse(text))
  return countStatuses(testResults.flatMap((file) => file.assertionResults))
}

const Rspec = z.object({ examples: z.array(z.object({ status: z.string() })) })

/** The JSON of RSpec. @throws Error for anything else. */
export function countRspec(text: string): TestCounts {
  return countStatuses(Rspec.parse(JSON.parse(text)).examples)
}

const GoEvent = z.object({ Action: z.string(), Test: z.string().optional() })
const goMarks: Readonly<Record<string, Mark>> = { pass: 'passed', fail: 'failed', skip: 'skipped' }

/** The events of `go test -json` (`go doc test2json`), one a line. */
export function countGo(text: string): TestCounts {
  const tally = new Tally()
  for (const line of text.split('\n').filter((one) => one.startsWith('{'))) {
    const { Action, Test } = GoEvent.parse(JSON.parse(line))
    const mark = goMarks[Action]
    if (mark !== undefined && Test !== undefined) tally.add(mark)
  }
  return tally.counts()
}

/** What is neither passed nor failed (pending, skipped, todo, disabled) has not run. */
function countStatuses(tests: readonly { readonly status: string }[]): TestCounts {
  const tally = new Tally()
  for (const { status } of tests) tally.add(marks[status] ?? 'skipped')
  return tally.counts()
}
