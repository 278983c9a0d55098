import type { Assertion } from './front-matter.ts'
import type { PromptSource } from './prompt-source.ts'
import type { RenderedPrompt } from './render-prompt.ts'
import { TemplateError } from './template-error.ts'

/** What a fixture is rendered with: nobody's secret, and the same on every machine. */
export const FIXTURE_NONCE = 'f1x7u4e0f1x7u4e0'

/** Values to render a template with, by the names of its inputs; read from `fixtures/`. */
export type Fixtures = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Renders a template with each of its fixtures and holds it to its assertions. */
export function checkFixtures(
  source: PromptSource,
  fixtures: Fixtures,
  render: (values: Readonly<Record<string, unknown>>) => RenderedPrompt,
): void {
  for (const { fixture, assert } of source.front.tests) {
    const refuse = (problem: string) => atFixture(source, fixture, problem)
    const values = fixtures.get(fixture)
    if (!values) throw refuse(`there is no fixture "${fixture}"`)
    const rendered = render(values)
    for (const assertion of assert) {
      const problem = broken(assertion, rendered, values)
      if (problem) throw refuse(`with "${fixture}" ${problem}`)
    }
  }
}

function broken(
  assertion: Assertion,
  rendered: RenderedPrompt,
  values: Readonly<Record<string, unknown>>,
): string | null {
  if ('contains' in assertion) {
    if (rendered[assertion.in].includes(assertion.contains)) return null
    return `the ${assertion.in} part does not contain "${assertion.contains}"`
  }
  if ('lacks' in assertion) {
    if (!rendered[assertion.in].includes(assertion.lacks)) return null
    return `the ${assertion.in} part contains "${assertion.lacks}"`
  }
  if ('max_chars' in assertion) {
    const chars = rendered.system.length + rendered.user.length
    return chars <= assertion.max_chars ? null : `the prompt has ${chars} characters`
  }
  return isFenced(rendered, values[assertion.fenced])
    ? null
    : `"${assertion.fenced}" does not stand between its marks alone`
}

/** True when the last line of the value is printed, and is gone once the fences are taken out. */
function isFenced(rendered: RenderedPrompt, value: unknown): boolean {
  const probe = typeof value === 'string' ? (value.trim().split('\n').at(-1) ?? '').trim() : ''
  if (probe === '') return false
  const fences = new RegExp(
    `<untrusted-${FIXTURE_NONCE} source="[a-z0-9-]+">[^]*?</untrusted-${FIXTURE_NONCE}>`,
    'g',
  )
  const outside = rendered.user.replaceAll(fences, '')
  return rendered.user.includes(probe) && !`${outside}${rendered.system}`.includes(probe)
}

function atFixture(source: PromptSource, fixture: string, problem: string): TemplateError {
  const lines = source.text.split('\n')
  const index = lines.findIndex((line) => line.includes(fixture))
  const column = (lines[index]?.indexOf(fixture) ?? 0) + 1
  const place = { file: source.file, line: Math.max(1, index + 1), column: Math.max(1, column) }
  return new TemplateError(problem, place, source.text)
}
