import type { Liquid, Template } from 'liquidjs'
import { checkInputs } from './check-inputs.ts'
import { checkNames } from './check-names.ts'
import { fromLiquid } from './from-liquid.ts'
import type { Partials, PromptSource } from './prompt-source.ts'
import { reachPartials } from './reach-partials.ts'
import type { Report } from './template-error.ts'

export type CheckedTemplate = {
  system: Template[]
  user: Template[]
  /** The partials that the template renders, directly or through others. */
  partials: string[]
}

type Parts = { partials: Partials; engine: Liquid; report: Report }

/**
 * Parses a template and refuses what no value could put right. Null when anything is wrong, all of
 * which is reported.
 */
export function checkTemplate(source: PromptSource, parts: Parts): CheckedTemplate | null {
  let problems = 0
  const report: Report = (problem) => {
    problems += 1
    parts.report(problem)
  }
  const reached = (['system', 'user'] as const).flatMap((part) => {
    const text = { file: source.file, whole: source.text, ...source[part] }
    const { partials } = parts
    return reachPartials(text, { inputs: source.front.inputs, partials, part, report })
  })
  // The engine would stop at the first of the problems that were found already.
  const isParsable = problems === 0
  checkInputs(source, report)
  if (!isParsable) return null
  const system = parsePart(source, 'system', { ...parts, report })
  const user = parsePart(source, 'user', { ...parts, report })
  if (!system || !user) return null
  try {
    checkNames(source, [system, user], { partials: parts.partials, report })
  } catch (error) {
    // A partial is parsed only when it is looked into.
    report(fromLiquid(error, source, parts.partials))
  }
  return problems === 0 ? { system, user, partials: [...new Set(reached)].sort() } : null
}

/** Empty lines in front make the engine count lines as the file does. */
function parsePart(
  source: PromptSource,
  part: 'system' | 'user',
  { engine, report }: Parts,
): Template[] | null {
  const { line, text } = source[part]
  try {
    return engine.parse('\n'.repeat(line - 1) + text, source.file)
  } catch (error) {
    report(fromLiquid(error, source, new Map()))
    return null
  }
}
