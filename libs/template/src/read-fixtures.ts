import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { PromptFile } from './read-folder.ts'
import type { Fixtures, Values } from './run-fixtures.ts'
import { type Report, TemplateError } from './template-error.ts'

const FixtureValues = z.record(z.string(), z.unknown())

/** The fixtures by the names of their files; one that cannot be read is reported. */
export function readFixtures(files: readonly PromptFile[], report: Report): Fixtures {
  const fixtures = new Map<string, Values>()
  for (const file of files) {
    const values = parseFixture(file, report)
    if (values) fixtures.set(`${file.name}.json`, values)
  }
  return fixtures
}

function parseFixture({ file, text }: PromptFile, report: Report): Values | null {
  try {
    return FixtureValues.parse(JSON.parse(text))
  } catch (cause) {
    const problem = 'a fixture is a JSON object of values by name'
    report(new TemplateError(problem, { file, ...placeIn(text) }, text, { cause }))
    return null
  }
}

/** JSON is YAML, and that parser tells where it stopped. */
function placeIn(text: string): { line: number; column: number } {
  const lineCounter = new LineCounter()
  const [error] = parseDocument(text, { lineCounter }).errors
  const { line, col } = error ? lineCounter.linePos(error.pos[0]) : { line: 1, col: 1 }
  return { line, column: col }
}
