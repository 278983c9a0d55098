import type { TaskLimits } from '@millwright/protocol'
import { checkFixtures, FIXTURE_NONCE, type Fixtures } from './check-fixtures.ts'
import { checkTemplate } from './check-template.ts'
import type { FrontMatter } from './front-matter.ts'
import { createEngine } from './prompt-engine.ts'
import type { PromptTemplate } from './prompt-set.ts'
import type { Partials, PromptSource } from './prompt-source.ts'
import { readFrontMatter } from './read-front-matter.ts'
import { printValue, renderPrompt } from './render-prompt.ts'
import { splitPrompt } from './split-prompt.ts'
import { TemplateError } from './template-error.ts'
import { versionHash } from './version-hash.ts'

/** Makes a template of a file, once it has passed every check; throws TemplateError. */
export function buildTemplate(
  input: { name: string; file: string; text: string },
  partials: Partials,
  fixtures: Fixtures,
): { template: PromptTemplate; source: PromptSource } {
  const { file, text } = input
  const { front: section, system, user } = splitPrompt(file, text)
  const front = readFrontMatter(file, text, section)
  if (front.name !== input.name) {
    const problem = `the name is "${front.name}", but the file's is "${input.name}"`
    throw new TemplateError(problem, { file, line: 2, column: 1 }, text)
  }
  const source: PromptSource = { file, text, front, system, user }
  const texts = Object.fromEntries(
    [...partials].map(([name, partial]) => [name, partial.text.trimEnd()]),
  )
  const engine = createEngine(texts, printValue)
  const checked = checkTemplate(source, partials, engine)
  const parts = { source, checked, partials, engine }
  checkFixtures(source, fixtures, (values) => renderPrompt(parts, values, FIXTURE_NONCE))
  return {
    source,
    template: {
      name: front.name,
      hash: versionHash(source, checked.partials, partials),
      description: front.description,
      limits: limitsOf(front.limits),
      ...(front.model !== undefined && { model: front.model }),
      deliverables: front.deliverables,
      render: (values, { nonce }) => renderPrompt(parts, values, nonce),
    },
  }
}

function limitsOf(given: FrontMatter['limits']): Partial<TaskLimits> {
  const limits: Partial<TaskLimits> = {}
  for (const key of ['turns', 'usd', 'tokens', 'files', 'lines'] as const) {
    const limit = given[key]
    if (limit !== undefined) limits[key] = limit
  }
  return limits
}
