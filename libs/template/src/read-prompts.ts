import { join } from 'node:path'
import { TaskType } from '@millwright/protocol'
import { type BuiltTemplate, buildTemplate } from './build-template.ts'
import type { PromptSet } from './prompt-set.ts'
import type { Partials } from './prompt-source.ts'
import { readFixtures } from './read-fixtures.ts'
import { type PromptFile, readFolder } from './read-folder.ts'
import { readOverrides } from './read-overrides.ts'
import type { Fixtures } from './run-fixtures.ts'
import { type Report, TemplateError } from './template-error.ts'
import { toPromptSet } from './to-prompt-set.ts'
import { unusedFiles } from './unused-files.ts'

/** How the name of a template's file ends. */
export const PROMPT_ENDING = '.prompt.md'

/** Problems of one folder that are listed; the first ones are what a person corrects first. */
const PROBLEMS_MAX = 100

/** All that a folder of prompts holds, sound or not. */
export type PromptFolder = {
  folder: string
  /** Null when there is any problem: a set is used as a whole or not at all. */
  set: PromptSet | null
  /** What keeps the folder from being used, at most PROBLEMS_MAX. */
  problems: readonly TemplateError[]
  /** What a person should look at, and what keeps nothing from being used. */
  warnings: readonly TemplateError[]
  /** The templates that can be rendered, the common ones first. */
  templates: readonly BuiltTemplate[]
  fixtures: Fixtures
}

/**
 * Reads every `*.prompt.md` of a folder with its `partials/` and `fixtures/`, checks them, renders
 * each fixture and holds it to its assertions. An edit of a template that stands elsewhere is read
 * instead of the folder's own file of that name.
 */
export async function readPrompts(
  folder: string,
  edit: PromptFile | null = null,
): Promise<PromptFolder> {
  const problems: TemplateError[] = []
  const said = new Set<string>()
  const report: Report = (problem) => {
    // Each template that renders a broken partial finds the same problem.
    if (said.has(problem.message) || problems.length >= PROBLEMS_MAX) return
    said.add(problem.message)
    problems.push(problem)
  }
  const partialFiles = await readFolder(join(folder, 'partials'), '.md', report)
  const partials: Partials = new Map(partialFiles.map(({ name, ...file }) => [name, file]))
  const fixtureFiles = await readFolder(join(folder, 'fixtures'), '.json', report)
  const fixtures = readFixtures(fixtureFiles, report)
  const own = await readFolder(folder, PROMPT_ENDING, report)
  const files = edit ? [...own.filter(({ name }) => name !== edit.name), edit] : own
  const templates = files.flatMap(
    (file) => buildTemplate(file, { partials, fixtures }, report) ?? [],
  )
  const shared = { partials, fixtures, common: templates }
  const { overrides, files: overrideFiles } = await readOverrides(folder, shared, report)
  const isWhole = templates.length === files.length
  // A kind that a broken template serves is not missing.
  const byType = serve(templates, { folder, isWhole }, report)
  const all = [...templates, ...overrides]
  const isAll = isWhole && overrides.length === overrideFiles
  const warnings = isAll ? unusedFiles(all, [...partialFiles, ...fixtureFiles]) : []
  const set = problems.length === 0 ? toPromptSet(templates, { overrides, byType }) : null
  return { folder, set, problems, warnings, templates: all, fixtures }
}

function serve(
  templates: readonly BuiltTemplate[],
  { folder, isWhole }: { folder: string; isWhole: boolean },
  report: Report,
): Map<TaskType, BuiltTemplate> {
  const byType = new Map<TaskType, BuiltTemplate>()
  for (const built of templates) {
    for (const [index, type] of built.source.front.for.entries()) {
      const other = byType.get(type)
      const { places, text } = built.source
      if (!other) byType.set(type, built)
      else {
        const problem = `"${other.template.name}" serves ${type} already`
        report(new TemplateError(problem, places.value(['for', index]), text))
      }
    }
  }
  for (const type of isWhole ? TaskType.options : []) {
    if (type === 'escalate' || byType.has(type)) continue
    const place = { file: folder, line: 1, column: 1 }
    report(new TemplateError(`no template serves ${type}`, place, ''))
  }
  return byType
}
