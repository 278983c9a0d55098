import type { Liquid, Template } from 'liquidjs'
import { atInput, checkNames } from './check-names.ts'
import { fromLiquid } from './from-liquid.ts'
import { neverTrusted } from './never-trusted.ts'
import type { Partials, PromptSource } from './prompt-source.ts'
import { reachPartials } from './reach-partials.ts'

export type CheckedTemplate = {
  system: Template[]
  user: Template[]
  /** The partials that the template renders, directly or through others. */
  partials: string[]
}

/** Parses a template and refuses what no value could put right; throws TemplateError. */
export function checkTemplate(
  source: PromptSource,
  partials: Partials,
  engine: Liquid,
): CheckedTemplate {
  checkTrust(source)
  const system = parsePart(source, 'system', engine)
  const user = parsePart(source, 'user', engine)
  const reached = [...reachFrom(source, 'system', partials), ...reachFrom(source, 'user', partials)]
  checkNames(source, [system, user], partials)
  return { system, user, partials: [...new Set(reached)].sort() }
}

function checkTrust(source: PromptSource): void {
  for (const [name, input] of Object.entries(source.front.inputs)) {
    if (input.trust === 'trusted' && neverTrusted.has(name)) {
      throw atInput(source, name, `"${name}" holds what others wrote and cannot be trusted`)
    }
    if (input.trust === 'untrusted' && input.type !== 'text') {
      throw atInput(source, name, `an untrusted input is of type text, "${name}" is not`)
    }
  }
}

/** Empty lines in front make the engine count lines as the file does. */
function parsePart(source: PromptSource, part: 'system' | 'user', engine: Liquid): Template[] {
  const { line, text } = source[part]
  try {
    return engine.parse('\n'.repeat(line - 1) + text, source.file)
  } catch (error) {
    throw fromLiquid(error, source, new Map())
  }
}

function reachFrom(source: PromptSource, part: 'system' | 'user', partials: Partials): string[] {
  const text = { file: source.file, whole: source.text, ...source[part] }
  return reachPartials(text, { inputs: source.front.inputs, partials, part })
}
