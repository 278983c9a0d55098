import { checkTokens, type TokenRules, type TokenText } from './check-tokens.ts'
import { TemplateError } from './template-error.ts'

/** The partials nested deeper than this are a mistake. */
const DEPTH_MAX = 10

/**
 * Checks a text and every partial it renders, directly or through others, and returns their names.
 * A partial is checked for each part of a prompt that it stands in.
 */
export function reachPartials(
  source: TokenText,
  rules: TokenRules,
  above: readonly string[] = [],
): string[] {
  return checkTokens(source, rules).flatMap((name) => {
    const path = [...above, name]
    const partial = rules.partials.get(name)
    if (!partial) return []
    if (above.includes(name) || path.length > DEPTH_MAX) {
      const problem = `the partial "${name}" renders itself: ${path.join(' > ')}`
      const place = { file: source.file, line: source.line, column: 1 }
      rules.report(new TemplateError(problem, place, source.whole))
      return []
    }
    const text = { file: partial.file, whole: partial.text, text: partial.text, line: 1 }
    return [name, ...reachPartials(text, rules, path)]
  })
}
