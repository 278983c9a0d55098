import type { BuiltTemplate } from './build-template.ts'
import type { PromptFile } from './read-folder.ts'
import { TemplateError } from './template-error.ts'

/** Partials that no template renders and fixtures that no test names: left over, or misspelt. */
export function unusedFiles(
  templates: readonly BuiltTemplate[],
  files: readonly PromptFile[],
): TemplateError[] {
  const used = new Set(
    templates.flatMap(({ reached, source }) => [
      ...reached.map((name) => `${name}.md`),
      ...source.front.tests.map(({ fixture }) => fixture),
    ]),
  )
  return files
    .filter(({ name, ending }) => !used.has(`${name}${ending}`))
    .map(({ file, ending, text }) => {
      const problem = ending === '.md' ? 'no template renders this' : 'no test names this fixture'
      return new TemplateError(problem, { file, line: 1, column: 1 }, text)
    })
}
