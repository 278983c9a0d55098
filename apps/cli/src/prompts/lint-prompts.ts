import { refusedModels } from '@millwright/template'
import type { Command } from 'commander'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { describeProblem, problemRow } from './describe-problem.ts'
import { openFolder } from './open-folder.ts'

/** `millwright prompts lint`: everything that is wrong with a folder of prompts, with its place. */
export async function lintPrompts(
  path: string | undefined,
  { json }: { json?: boolean },
  command: Command,
) {
  const { prompts_dir: base, model } = configOf(command)
  const { problems, templates, ...folder } = await openFolder(path ?? base, base)
  const warnings = [...folder.warnings, ...refusedModels(templates, model)]
  if (problems.length > 0) process.exitCode = exitCode.checkFailed
  if (json === true) {
    return writeJson({
      ok: problems.length === 0,
      templates: templates.map(({ template: { name, repo, hash, serves } }) => ({
        ...{ name, repo, hash, serves },
      })),
      problems: [
        ...problems.map((problem) => problemRow(problem, 'error')),
        ...warnings.map((problem) => problemRow(problem, 'warning')),
      ],
    })
  }
  for (const problem of problems)
    for (const line of describeProblem(problem, 'error')) writeLine(line)
  for (const problem of warnings) {
    for (const line of describeProblem(problem, 'warning')) writeLine(line)
  }
  const counts = [count(templates.length, 'template'), count(problems.length, 'error')]
  writeLine([...counts, count(warnings.length, 'warning')].join(', '))
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
