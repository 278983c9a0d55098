import { didYouMean } from './did-you-mean.ts'
import { estimateTokens } from './estimate-tokens.ts'
import type { Assertion } from './front-matter.ts'
import type { PromptSource } from './prompt-source.ts'
import type { RenderedPrompt } from './render-prompt.ts'
import { TemplateError } from './template-error.ts'

/** What a fixture is rendered with: nobody's secret, and the same on every machine. */
export const FIXTURE_NONCE = 'f1x7u4e0f1x7u4e0'

/** Values to render a template with, by the names of its inputs; read from `fixtures/`. */
export type Values = Readonly<Record<string, unknown>>
export type Fixtures = ReadonlyMap<string, Values>

/** What became of one assertion about one fixture; `assertion` is null when nothing was rendered. */
export type FixtureResult = {
  fixture: string
  assertion: Assertion | null
  problem: TemplateError | null
}

/** Renders a template with each of its fixtures and holds it to its assertions. */
export function runFixtures(
  source: PromptSource,
  fixtures: Fixtures,
  render: (values: Values) => RenderedPrompt,
): FixtureResult[] {
  return source.front.tests.flatMap(({ fixture, assert }, test): FixtureResult[] => {
    const refuse = (problem: string, path: readonly PropertyKey[]) =>
      new TemplateError(problem, source.places.value(['tests', test, ...path]), source.text)
    const values = fixtures.get(fixture)
    if (!values) {
      const hint = didYouMean(fixture, fixtures.keys())
      const problem = refuse(`there is no fixture "${fixture}"${hint}`, ['fixture'])
      return [{ fixture, assertion: null, problem }]
    }
    try {
      const rendered = render(values)
      return assert.map((assertion, index) => {
        const why = broken(assertion, rendered, { values, inputs: source.front.inputs })
        const problem = why === null ? null : refuse(`with "${fixture}" ${why}`, ['assert', index])
        return { fixture, assertion, problem }
      })
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      return [{ fixture, assertion: null, problem: error }]
    }
  })
}

function broken(
  assertion: Assertion,
  rendered: RenderedPrompt,
  { values, inputs }: { values: Values; inputs: object },
): string | null {
  if ('contains' in assertion) {
    if (rendered[assertion.in].includes(assertion.contains)) return null
    return `the ${assertion.in} part does not contain "${assertion.contains}"`
  }
  if ('lacks' in assertion) {
    if (!rendered[assertion.in].includes(assertion.lacks)) return null
    return `the ${assertion.in} part contains "${assertion.lacks}"`
  }
  const whole = rendered.system + rendered.user
  if ('max_chars' in assertion) {
    return whole.length <= assertion.max_chars ? null : `the prompt has ${whole.length} characters`
  }
  if ('max_tokens' in assertion) {
    const tokens = estimateTokens(whole)
    return tokens <= assertion.max_tokens ? null : `the prompt has about ${tokens} tokens`
  }
  const { fenced } = assertion
  if (isFenced(rendered, values[fenced])) return null
  const hint = Object.hasOwn(inputs, fenced) ? '' : didYouMean(fenced, Object.keys(inputs))
  return `"${fenced}" does not stand between its marks alone${hint}`
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
