import type { TaskLimits } from '@millwright/protocol'
import { checkTemplate } from './check-template.ts'
import { didYouMean } from './did-you-mean.ts'
import type { FrontMatter } from './front-matter.ts'
import { createEngine } from './prompt-engine.ts'
import type { PromptTemplate, SourceFile } from './prompt-set.ts'
import type { Partials, PromptSource } from './prompt-source.ts'
import { readFrontMatter } from './read-front-matter.ts'
import { printValue, renderPrompt } from './render-prompt.ts'
import {
  FIXTURE_NONCE,
  type FixtureResult,
  type Fixtures,
  runFixtures,
  type Values,
} from './run-fixtures.ts'
import { splitPrompt } from './split-prompt.ts'
import { type Report, TemplateError } from './template-error.ts'
import { versionHash } from './version-hash.ts'

/** The most characters of a template and its partials together: each version is kept whole. */
const VERSION_CHARS_MAX = 1_000_000

/** A template that can be rendered; whether its fixtures hold is in `results`. */
export type BuiltTemplate = {
  template: PromptTemplate
  source: PromptSource
  /** The names of the partials it reaches. */
  reached: readonly string[]
  results: readonly FixtureResult[]
}

/**
 * Makes a template of a file; null when it cannot be rendered. All that is wrong is reported.
 * Without `fixtures` none is rendered.
 */
export function buildTemplate(
  input: { name: string; file: string; text: string; repo?: string },
  { partials, fixtures }: { partials: Partials; fixtures: Fixtures | null },
  report: Report,
): BuiltTemplate | null {
  const source = readSource(input, report)
  if (!source) return null
  const { front } = source
  const texts = Object.fromEntries(
    [...partials].map(([name, partial]) => [name, partial.text.trimEnd()]),
  )
  const engine = createEngine(texts, printValue)
  const checked = checkTemplate(source, { partials, engine, report })
  if (!checked) return null
  const parts = { source, checked, partials, engine }
  const render = (values: Values) => renderPrompt(parts, values, FIXTURE_NONCE)
  const results = fixtures === null ? [] : runFixtures(source, fixtures, render)
  for (const { problem } of results) if (problem) report(problem)
  const files = filesOf(source, { repo: input.repo, reached: checked.partials, partials })
  if (files.reduce((sum, one) => sum + one.text.length, 0) > VERSION_CHARS_MAX) {
    const place = { file: source.file, line: 1, column: 1 }
    const problem = `this with its partials has more than ${VERSION_CHARS_MAX} characters`
    report(new TemplateError(problem, place, source.text))
  }
  const template: PromptTemplate = {
    name: front.name,
    repo: input.repo ?? null,
    hash: versionHash(source, checked.partials, partials),
    description: front.description,
    serves: front.for,
    limits: limitsOf(front.limits),
    ...(front.model !== undefined && { model: front.model }),
    deliverables: front.deliverables,
    files,
    render: (values, { nonce }) => renderPrompt(parts, values, nonce),
  }
  return { source, template, reached: checked.partials, results }
}

function readSource(
  { name, file, text }: { name: string; file: string; text: string },
  report: Report,
): PromptSource | null {
  const split = splitPrompt(file, text, report)
  const read = split && readFrontMatter({ file, text }, split.front, report)
  if (!read) return null
  const { front, places } = read
  if (front.name !== name) {
    const hint = didYouMean(front.name, [name])
    const problem = `the name is "${front.name}", but the file's is "${name}"${hint}`
    report(new TemplateError(problem, places.value(['name']), text))
    return null
  }
  return { file, text, front, places, system: split.system, user: split.user }
}

function filesOf(
  { front, text }: PromptSource,
  {
    repo,
    reached,
    partials,
  }: { repo: string | undefined; reached: readonly string[]; partials: Partials },
): SourceFile[] {
  const folder = repo === undefined ? '' : `repos/${repo}/`
  return [
    { path: `${folder}${front.name}.prompt.md`, text },
    ...reached.map((name) => ({
      path: `partials/${name}.md`,
      text: partials.get(name)?.text ?? '',
    })),
  ]
}

function limitsOf(given: FrontMatter['limits']): Partial<TaskLimits> {
  const limits: Partial<TaskLimits> = {}
  for (const key of ['turns', 'usd', 'tokens', 'files', 'lines'] as const) {
    const limit = given[key]
    if (limit !== undefined) limits[key] = limit
  }
  return limits
}
