import type { Liquid } from 'liquidjs'
import type { CheckedTemplate } from './check-template.ts'
import { cleanText } from './clean-text.ts'
import { cutText } from './cut-text.ts'
import { Fenced, fence } from './fence.ts'
import { fromLiquid } from './from-liquid.ts'
import type { Input } from './front-matter.ts'
import type { Partials, PromptSource } from './prompt-source.ts'
import { TemplateError } from './template-error.ts'
import { Untrusted, untrusted } from './untrusted.ts'

/** The most characters of a rendered part; the task format allows no more. */
const SYSTEM_CHARS_MAX = 50_000
const USER_CHARS_MAX = 200_000

const NONCE = /^[A-Za-z0-9]{8,64}$/

/** A value that was longer than the template allows; `chars` of it were left out. */
export type Cut = { input: string; chars: number }

export type RenderedPrompt = { system: string; user: string; cuts: readonly Cut[] }

/** Renders both parts; throws TemplateError when a value is missing or not what it is declared as. */
export function renderPrompt(
  template: { source: PromptSource; checked: CheckedTemplate; partials: Partials; engine: Liquid },
  values: Readonly<Record<string, unknown>>,
  nonce: string,
): RenderedPrompt {
  const { source, checked, engine } = template
  const refuse = (problem: string) =>
    new TemplateError(problem, { file: source.file, line: 1, column: 1 }, source.text)
  if (!NONCE.test(nonce)) throw refuse('the nonce has to be 8 to 64 letters and digits')
  const globals: Record<string, unknown> = {}
  const cuts: Cut[] = []
  for (const [name, input] of Object.entries(source.front.inputs)) {
    const value = accept(values[name], input, nonce, name)
    if (value === undefined) throw refuse(`the value "${name}" is missing or no ${input.type}`)
    if (value === 'trusted') throw refuse(`"${name}" is declared trusted, but its value is not`)
    globals[name] = value.value
    const chars = readableLength(values[name], nonce) - input.max_chars
    if (chars > 0) cuts.push({ input: name, chars })
  }
  const render = (part: 'system' | 'user') => {
    try {
      return String(engine.renderSync(checked[part], {}, { globals })).trim()
    } catch (error) {
      throw fromLiquid(error, source, template.partials)
    }
  }
  const rendered = { system: render('system'), user: render('user'), cuts }
  if (rendered.system.length > SYSTEM_CHARS_MAX) throw refuse('the system part is too long')
  if (rendered.user.length > USER_CHARS_MAX) throw refuse('the user part is too long')
  if (rendered.system.includes(nonce)) throw refuse('untrusted text reached the system part')
  return rendered
}

/** Turns a value into text for the prompt: the hook that every output of a template goes through. */
export function printValue(value: unknown): string {
  if (value instanceof Fenced) return value.print()
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(printValue).join(', ')
  return ''
}

/** The length of a text as it would be printed whole; 0 for anything else. */
function readableLength(value: unknown, nonce: string): number {
  if (value instanceof Untrusted) return value.readable(nonce).length
  return typeof value === 'string' ? untrusted(value, 'text').readable(nonce).length : 0
}

/** The value as a template sees it; undefined when it is not of the declared type. */
function accept(
  value: unknown,
  input: Input,
  nonce: string,
  name: string,
): { value: unknown } | 'trusted' | undefined {
  const limit = { chars: input.max_chars, keep: input.keep }
  if (input.trust === 'untrusted') {
    if (value instanceof Untrusted) return { value: fence(value, nonce, limit) }
    if (typeof value !== 'string') return undefined
    return { value: fence(untrusted(value, name.replaceAll('_', '-')), nonce, limit) }
  }
  if (value instanceof Untrusted) return 'trusted'
  switch (input.type) {
    case 'text':
      return typeof value === 'string' ? { value: cutText(cleanText(value), limit) } : undefined
    case 'number':
      return typeof value === 'number' ? { value } : undefined
    case 'list':
      if (!Array.isArray(value) || !value.every((v) => typeof v === 'string')) return undefined
      return { value: value.map((v) => cutText(cleanText(v), limit)) }
  }
}
