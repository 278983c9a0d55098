import { buildTemplate } from './build-template.ts'
import type { PromptTemplate, SourceFile } from './prompt-set.ts'
import { TemplateError } from './template-error.ts'

const PARTIAL = /^partials\/(.+)\.md$/

/**
 * Makes a common template of the files of a version that was kept, with the partials it had then.
 * Its fixtures held when it was kept, and are not rendered again.
 * Throws TemplateError when it cannot be rendered, or is not the version of this hash.
 */
export function rebuildVersion({
  name,
  hash,
  files,
}: {
  name: string
  hash: string
  files: readonly SourceFile[]
}): PromptTemplate {
  const file = `${name}.prompt.md`
  const text = files.find(({ path }) => path === file)?.text ?? ''
  const partials = new Map(
    files.flatMap((one) => {
      const partial = PARTIAL.exec(one.path)?.[1]
      return partial === undefined ? [] : [[partial, { file: one.path, text: one.text }]]
    }),
  )
  const problems: TemplateError[] = []
  const built = buildTemplate({ name, file, text }, { partials, fixtures: null }, (problem) =>
    problems.push(problem),
  )
  const [problem] = problems
  if (problem) throw problem
  if (built?.template.hash === hash) return built.template
  const why = `this text is not the version ${hash.slice(0, 19)} of a common template`
  throw new TemplateError(why, { file, line: 1, column: 1 }, text)
}
