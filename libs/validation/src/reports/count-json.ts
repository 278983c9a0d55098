import { z } from 'zod'
import type { Mark, Tally } from './tally.ts'

const marks: Readonly<Record<string, Mark>> = { passed: 'passed', failed: 'failed' }
const name = z.string().catch('')

const JestTest = z.object({
  status: z.string(),
  title: name,
  ancestorTitles: z.array(z.string()).catch([]),
})
const Jest = z.object({
  testResults: z.array(z.object({ name, assertionResults: z.array(JestTest) })),
})

/** The JSON of Jest, which Vitest writes as well. @throws Error for anything else. */
export function countJest(text: string, tally: Tally): void {
  const { testResults } = Jest.parse(JSON.parse(text))
  for (const file of testResults) {
    for (const { status, title, ancestorTitles } of file.assertionResults) {
      tally.add(markOf(status), title, [file.name, ...ancestorTitles])
    }
  }
}

const Rspec = z.object({
  examples: z.array(z.object({ status: z.string(), full_description: name, file_path: name })),
})

/** The JSON of RSpec. @throws Error for anything else. */
export function countRspec(text: string, tally: Tally): void {
  for (const one of Rspec.parse(JSON.parse(text)).examples) {
    tally.add(markOf(one.status), one.full_description, [one.file_path])
  }
}

const GoEvent = z.object({ Action: z.string(), Test: z.string().optional(), Package: name })
const goMarks: Readonly<Record<string, Mark>> = { pass: 'passed', fail: 'failed', skip: 'skipped' }

/**
 * The events of `go test -json` (`go doc test2json`), one a line. They are made from what the tests
 * print: an end without a beginning is words of a test, and is not counted.
 */
export function countGo(text: string, tally: Tally): void {
  const begun = new Set<string>()
  for (const line of text.split('\n').filter((one) => one.startsWith('{'))) {
    const { Action, Test, Package } = GoEvent.parse(JSON.parse(line))
    const mark = goMarks[Action]
    if (Test === undefined) continue
    const id = `${Package} ${Test}`
    if (Action === 'run') begun.add(id)
    else if (mark !== undefined && begun.delete(id)) tally.add(mark, Test, [Package])
  }
}

/** What is neither passed nor failed (pending, skipped, todo, disabled) has not run. */
function markOf(status: string): Mark {
  return marks[status] ?? 'skipped'
}
