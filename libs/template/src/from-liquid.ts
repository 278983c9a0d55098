import { LiquidError } from 'liquidjs'
import type { Partials, PromptSource } from './prompt-source.ts'
import { TemplateError } from './template-error.ts'

/** Turns an error of the engine into one that names the file, line and column. */
export function fromLiquid(
  error: unknown,
  source: Pick<PromptSource, 'file' | 'text'>,
  partials: Partials,
): TemplateError {
  if (error instanceof TemplateError) return error
  const message = error instanceof Error ? error.message : String(error)
  const problem = message.replace(/(?:, file:[^\n]*)?, line:\d+, col:\d+$/, '')
  const token = error instanceof LiquidError ? error.token : undefined
  const [line = 1, column = 1] = token?.getPosition() ?? []
  const { file, text } = (token?.file && partials.get(token.file)) || source
  return new TemplateError(problem, { file, line, column }, text, { cause: error })
}
