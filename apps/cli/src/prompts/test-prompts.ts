import type { PromptFolder } from '@millwright/template'
import type { Command } from 'commander'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { describeProblem, problemRow } from './describe-problem.ts'
import { openFolder } from './open-folder.ts'
import { labelOf } from './template-for.ts'

/** `millwright prompts test`: every assertion about every fixture, and whether it holds. */
export async function testPrompts(
  path: string | undefined,
  { json }: { json?: boolean },
  command: Command,
) {
  const base = configOf(command).prompts_dir
  const folder = await openFolder(path ?? base, base)
  if (folder.problems.length > 0) process.exitCode = exitCode.checkFailed
  if (json === true) return writeJson(rowsOf(folder))
  for (const { template, results } of folder.templates) {
    const held = results.filter(({ problem }) => problem === null).length
    const fixtures = new Set(results.map(({ fixture }) => fixture)).size
    writeLine(
      `${labelOf(template)}: ${held} of ${results.length} assertions hold, fixtures ${fixtures}`,
    )
  }
  for (const problem of folder.problems) {
    for (const line of describeProblem(problem, 'error')) writeLine(line)
  }
  writeLine(folder.problems.length === 0 ? 'all hold' : `problems: ${folder.problems.length}`)
}

function rowsOf({ templates, problems }: PromptFolder) {
  return {
    ok: problems.length === 0,
    tests: templates.flatMap(({ template, results }) =>
      results.map(({ fixture, assertion, problem }) => ({
        template: labelOf(template),
        fixture,
        assertion,
        ok: problem === null,
        why: problem?.problem ?? null,
      })),
    ),
    problems: problems.map((problem) => problemRow(problem, 'error')),
  }
}
