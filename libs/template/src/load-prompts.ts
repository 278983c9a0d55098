import { join } from 'node:path'
import { TaskType } from '@millwright/protocol'
import { z } from 'zod'
import { buildTemplate } from './build-template.ts'
import type { Fixtures } from './check-fixtures.ts'
import type { PromptSet, PromptTemplate } from './prompt-set.ts'
import type { Partials } from './prompt-source.ts'
import { readFolder } from './read-folder.ts'
import { TemplateError } from './template-error.ts'
import { digest } from './version-hash.ts'

const FixtureValues = z.record(z.string(), z.unknown())

/**
 * Reads every `*.prompt.md` of a folder with its `partials/` and `fixtures/`, checks them, renders
 * each fixture and holds it to its assertions. All or nothing: the first problem throws a
 * TemplateError with file, line, column and the lines around it.
 */
export async function loadPrompts(folder: string): Promise<PromptSet> {
  const partials: Partials = new Map(
    (await readFolder(join(folder, 'partials'), '.md')).map(({ name, ...file }) => [name, file]),
  )
  const fixtures = await readFixtures(join(folder, 'fixtures'))
  const byType = new Map<TaskType, PromptTemplate>()
  const templates: PromptTemplate[] = []
  for (const file of await readFolder(folder, '.prompt.md')) {
    const { template, source } = buildTemplate(file, partials, fixtures)
    templates.push(template)
    for (const type of source.front.for) {
      const other = byType.get(type)
      if (other) throw atStart(file, `"${other.name}" serves ${type} already`)
      byType.set(type, template)
    }
  }
  for (const type of TaskType.options) {
    if (type === 'escalate' || byType.has(type)) continue
    throw atStart({ file: folder, text: '' }, `no template serves ${type}`)
  }
  const names = templates.map(({ name }) => name).sort()
  const hash = digest(templates.map(({ name, hash: version }) => [name, version]))
  return { hash, names, find: (type) => findIn(byType, type) }
}

function findIn(byType: ReadonlyMap<TaskType, PromptTemplate>, type: TaskType): PromptTemplate {
  const template = byType.get(type)
  if (!template) throw new RangeError(`no template serves ${type}`)
  return template
}

async function readFixtures(folder: string): Promise<Fixtures> {
  const fixtures = new Map<string, Record<string, unknown>>()
  for (const file of await readFolder(folder, '.json')) {
    fixtures.set(`${file.name}.json`, parseFixture(file))
  }
  return fixtures
}

function parseFixture(file: { file: string; text: string }): Record<string, unknown> {
  try {
    return FixtureValues.parse(JSON.parse(file.text))
  } catch (error) {
    throw atStart(file, 'a fixture is a JSON object of values by name', error)
  }
}

function atStart(source: { file: string; text: string }, problem: string, cause?: unknown) {
  const place = { file: source.file, line: 1, column: 1 }
  return new TemplateError(problem, place, source.text, { cause })
}
