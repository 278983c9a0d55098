import { analyzeSync, type Template } from 'liquidjs'
import { didYouMean } from './did-you-mean.ts'
import type { Partials, PromptSource } from './prompt-source.ts'
import { type Report, TemplateError } from './template-error.ts'

/**
 * Holds the values that the parsed parts use against those that the front matter declares: an
 * undeclared one is an error, and so is a declared one that nothing uses.
 */
export function checkNames(
  source: PromptSource,
  parts: readonly Template[][],
  { partials, report }: { partials: Partials; report: Report },
): void {
  const { inputs } = source.front
  const declared = Object.keys(inputs)
  const used = new Set<string>()
  let unknown = 0
  for (const part of parts) {
    for (const [name, variables] of Object.entries(analyzeSync(part).globals)) {
      used.add(name)
      for (const { location, segments } of variables) {
        const isKnown = Object.hasOwn(inputs, name)
        if (isKnown && segments.length <= 1) continue
        unknown += 1
        const hint = didYouMean(name, declared) || `; declared are ${declared.join(', ') || 'none'}`
        const problem = isKnown ? `"${name}" has no fields` : `unknown variable "${name}"${hint}`
        const { file, text } = (location.file && partials.get(location.file)) || source
        report(new TemplateError(problem, { file, line: location.row, column: location.col }, text))
      }
    }
  }
  // With a misspelt variable it is not known which inputs are used.
  for (const name of unknown > 0 ? [] : declared) {
    if (!used.has(name)) report(atInput(source, name, `the input "${name}" is never used`))
  }
}

/** An error that points at an input's place in the front matter. */
export function atInput(source: PromptSource, name: string, problem: string): TemplateError {
  return new TemplateError(problem, source.places.key(['inputs', name]), source.text)
}
