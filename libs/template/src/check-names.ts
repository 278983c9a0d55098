import { analyzeSync, type Template } from 'liquidjs'
import type { Partials, PromptSource } from './prompt-source.ts'
import { TemplateError } from './template-error.ts'

/**
 * Holds the values that the parsed parts use against those that the front matter declares: an
 * undeclared one is an error, and so is a declared one that nothing uses.
 */
export function checkNames(
  source: PromptSource,
  parts: readonly Template[][],
  partials: Partials,
): void {
  const { inputs } = source.front
  const used = new Set<string>()
  for (const part of parts) {
    for (const [name, variables] of Object.entries(analyzeSync(part).globals)) {
      used.add(name)
      for (const { location, segments } of variables) {
        const isField = name in inputs && segments.length > 1
        if (name in inputs && !isField) continue
        const problem = isField
          ? `"${name}" has no fields`
          : `unknown variable "${name}"; declared are ${Object.keys(inputs).join(', ') || 'none'}`
        const { file, text } = (location.file && partials.get(location.file)) || source
        throw new TemplateError(problem, { file, line: location.row, column: location.col }, text)
      }
    }
  }
  const unused = Object.keys(inputs).find((name) => !used.has(name))
  if (unused !== undefined) throw atInput(source, unused, `the input "${unused}" is never used`)
}

/** An error that points at an input's place in the front matter. */
export function atInput(source: PromptSource, name: string, problem: string): TemplateError {
  const lines = source.text.split('\n')
  const index = lines.findIndex((line) => line.trimStart().startsWith(`${name}:`))
  const line = Math.max(1, index + 1)
  const column = (lines[index]?.indexOf(name) ?? 0) + 1
  return new TemplateError(problem, { file: source.file, line, column }, source.text)
}
